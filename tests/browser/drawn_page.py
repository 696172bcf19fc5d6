"""A page of answers for the browser test, each drawn as the app draws it: `streamlit run` on this file."""

import streamlit as st

from chat.markup import shown
from tests.drawn import CHANGED, KEPT

for number, answer in enumerate((*CHANGED, *KEPT)):
    with st.container(key=f"answer-{number}"):
        st.markdown(shown(answer), anchors=False)
