from operator import mul

import pytest

from authoring.pool import results


@pytest.mark.parametrize("processes", [1, 2])
def test_results_come_in_the_order_of_their_jobs(processes: int) -> None:
    assert list(results(mul, "ab", [3, 1, 2], processes)) == ["ababab", "ab", "abab"]


def test_without_jobs_there_is_no_result() -> None:
    assert list(results(mul, 2, [])) == []


@pytest.mark.parametrize("processes", [1, 2])
def test_an_error_in_the_work_is_raised(processes: int) -> None:
    with pytest.raises(TypeError):
        list(results(mul, {}, [1, 2], processes))
