#!/usr/bin/env python3
"""Expected totals of the real files, computed without the engine: exact fractions, standard library only.

    totals.py FOLDER-OF-RAW-FILES > totals.json      (the folder is ../shared/data/raw beside the repository)

Per channel: intervals with a reading, intervals missing between the first and the last row, and the floor of the sum of energy in Wh,
each value rounded half to even at 0.000001 of a W or Wh first, as the profile's rule is.
"""
import csv
import json
import sys
from datetime import datetime, timedelta
from fractions import Fraction
from pathlib import Path

RAW = Path(sys.argv[1])
MICRO = 10 ** 6


def half_even(value):
    whole, rest = divmod(value.numerator, value.denominator)
    twice = 2 * rest - value.denominator
    return whole + (1 if twice > 0 or (twice == 0 and whole % 2 == 1) else 0)


def day_first(text):
    day, month, year, clock = text.replace("/", " ").split()
    hour, minute = clock.split(":")
    return datetime(int(year), int(month), int(day), int(hour), int(minute))


def end_of_day(text):
    """The steel works write the end of a day as 00:00 of that day."""
    at = day_first(text)
    return at + timedelta(days=1) if (at.hour, at.minute) == (0, 0) else at


def iso(text):
    return datetime.fromisoformat(text)


def totals(name, encoding, delimiter, minutes, stamp, unit_w, power, channels, sentinels=(), zero_below=False, comma=False):
    with open(RAW / name, encoding=encoding, newline="") as file:
        rows = list(csv.reader(file, delimiter=delimiter))
    names = [cell.strip() for cell in rows[0]]
    stamps = sorted({stamp(row[0]) for row in rows[1:]})
    step = timedelta(minutes=minutes)
    slots = (stamps[-1] - stamps[0]) // step + 1
    result = {}
    for channel in channels:
        column, seen, micro = names.index(channel), {}, 0
        for row in rows[1:]:
            cell = row[column].strip()
            if cell == "" or cell in sentinels:
                continue
            value = Fraction(cell.replace(",", ".") if comma else cell)
            if value < 0:
                if not zero_below:
                    raise ValueError(f"{name}: {cell}")
                value = Fraction(0)
            seen[stamp(row[0])] = half_even(value * unit_w * MICRO)
        micro = sum(seen.values())
        energy_wh = Fraction(micro, MICRO) * (Fraction(minutes, 60) if power else 1)
        result[channel] = {"intervals": len(seen), "missing": slots - len(seen), "energyWh": energy_wh.numerator // energy_wh.denominator}
    return result


print(json.dumps({
    "steel": totals("steel_daewoo_2018_15min.csv", "utf-8-sig", ",", 15, end_of_day, 1000, False, ["Usage_kWh"]),
    "elmas": totals("elmas_fr_18clusters_2018_60min.csv", "utf-8", ";", 60, iso, 1000, True, [str(n) for n in range(1, 19)], comma=True),
    "kit": totals("kit_de_7plants_2016_15min_windows.csv", "utf-8", ",", 15, iso, 1000, True, [f"LG {n}" for n in range(14, 21)]),
    "pv": totals("pv_cn_site1_50MW_2019-2020_15min.csv", "utf-8", ",", 15, iso, 10 ** 6, True, ["Power (MW)"], sentinels=("-99",)),
    "wind": totals("wind_turbine_T1_2018_10min.csv", "latin-1", ",", 10, day_first, 1000, True,
                   ["LV ActivePower (kW)", "Theoretical_Power_Curve (KWh)"], zero_below=True),
}, indent=2))
