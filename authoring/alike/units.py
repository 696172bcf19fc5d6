"""Units of measurement into one scale for each kind of quantity."""

from __future__ import annotations

from fractions import Fraction
from typing import Final

_TABLE: Final = """
length    0.0254         inch inches
length    0.3048         ft foot feet
length    0.9144         yd yard yards
length    1609.344       mi mile miles
length    0.000000001    nm nanometre nanometres nanometer nanometers
length    0.000001       µm μm um micrometre micrometres micrometer micrometers micron microns
length    0.001          mm millimetre millimetres millimeter millimeters
length    0.01           cm centimetre centimetres centimeter centimeters
length    1              m metre metres meter meters
length    1000           km kilometre kilometres kilometer kilometers
mass      0.001          mg milligram milligrams
mass      1              g gram grams gramme grammes
mass      1000           kg kilo kilos kilogram kilograms
mass      1000000        tonne tonnes
mass      28.349523125   oz ounce ounces
mass      453.59237      lb lbs
volume    1              ml millilitre millilitres milliliter milliliters
volume    10             cl centilitre centilitres centiliter centiliters
volume    1000           l L litre litres liter liters
time      0.000000001    ns nanosecond nanoseconds
time      0.000001       µs μs us microsecond microseconds
time      0.001          ms msec millisecond milliseconds
time      1              s sec secs second seconds
time      60             min mins minute minutes
time      3600           h hr hrs hour hours
time      86400          day days
time      604800         week weeks
time      1209600        fortnight fortnights
time      2629746        month months
time      31556952       year years
data      1              bit bits
data      1000           kb Kb kbit Kbit kilobit kilobits
data      1000000        Mb Mbit mbit megabit megabits
data      1000000000     Gb Gbit gbit gigabit gigabits
data      1000000000000  Tb Tbit tbit terabit terabits
data      8              byte bytes
data      8000           kB KB kilobyte kilobytes
data      8000000        MB mb megabyte megabytes
data      8000000000     GB gb gigabyte gigabytes
data      8000000000000  TB tb terabyte terabytes
data      8192           KiB kibibyte kibibytes
data      8388608        MiB mebibyte mebibytes
data      8589934592     GiB gibibyte gibibytes
data      8796093022208  TiB tebibyte tebibytes
rate      1              bps bit/s
rate      1000           kbps Kbps kbit/s Kbit/s kb/s
rate      1000000        Mbps mbps Mbit/s mbit/s Mb/s
rate      1000000000     Gbps gbps Gbit/s gbit/s Gb/s
rate      1000000000000  Tbps Tbit/s Tb/s
rate      8000           kB/s KB/s
rate      8000000        MB/s mb/s
rate      8000000000     GB/s gb/s
speed     1              km/h kph kmh
speed     1.609344       mph
speed     3.6            m/s
pitch     1              Hz hz hertz
pitch     1000           kHz khz kilohertz
pitch     1000000        MHz mhz megahertz
pitch     1000000000     GHz ghz gigahertz
power     0.001          mW milliwatt milliwatts
power     1              W watt watts
power     1000           kW kw kilowatt kilowatts
power     1000000        MW megawatt megawatts
voltage   0.001          mV millivolt millivolts
voltage   1              V volt volts
current   0.001          mA milliamp milliamps
current   1              A amp amps ampere amperes
energy    1              kWh kwh
loudness  1              dB db decibel decibels
share     1              % percent percentage
euro      1              € EUR euro euros
dollar    1              $ USD dollar dollars
pound     1              £ GBP pound pounds
yen       1              ¥ JPY yen
degree    1              ° degree degrees
celsius   1              °C celsius
fahrenheit 1             °F fahrenheit
"""

UNITS: Final[dict[str, tuple[str, Fraction]]] = {
    name: (kind, Fraction(factor))
    for kind, factor, *names in (line.split() for line in _TABLE.strip().splitlines())
    for name in names
} | {"per cent": ("share", Fraction(1))}
"""By symbol or name: the kind of quantity, and how many of its common unit one is."""

PERIODS: Final[dict[str, str]] = {
    word: words[0]
    for words in (
        ("hour", "hourly"),
        ("day", "daily"),
        ("week", "weekly"),
        ("month", "monthly"),
        ("quarter", "quarterly"),
        ("year", "yearly", "annually", "annum", "annual"),
    )
    for word in words
}
"""How often something recurs: `per month` and `monthly` alike."""

ROUNDED: Final = Fraction(25, 1000)
"""How far two amounts in different units may lie apart and still be one: 328 feet and 100 metres, or 1 GB
and 1,024 MB."""


def unit(said: str) -> tuple[str, Fraction] | None:
    """The kind of quantity of a unit and its factor; None when it is none.

    Symbols keep their case, since `Mb` is no `MB`; names do not.

    Examples
    --------
    >>> unit("Mb"), unit("Metres"), unit("apples")
    (('data', Fraction(1000000, 1)), ('length', Fraction(1, 1)), None)
    """
    return UNITS.get(said) or (UNITS.get(said.lower()) if len(said) > 3 else None)
