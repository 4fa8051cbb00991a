"""Counts the points of an orders file again, from the file and the published rules alone.

    python3 recount.py ORDERS.csv[.gz] --families FAMILIES.csv --rules RULES.json [--time-zone Europe/London]

ORDERS has the columns of the Online Retail set. FAMILIES says which merchant sells a product (merchant,pattern; the first
pattern that fits decides). RULES is {merchant: [{startsAt, endsAt, pointsNumerator, spendUnit, minimumSpend,
maximumPoints}]}, amounts in pennies. Prints {"purchases": n, "points": {customer: {merchant: points}}}.

Standard library only, and nothing of Candor: docs/handbook says what a rule means, and this says it a second time.
"""

import argparse
import csv
import gzip
import json
import re
from collections import defaultdict
from datetime import datetime, timezone
from decimal import Decimal, InvalidOperation
from zoneinfo import ZoneInfo


def pennies(text):
    """A price in pennies, or None where it is none, not above zero, or finer than a penny."""
    try:
        amount = Decimal(text) * 100
    except InvalidOperation:
        return None
    return int(amount) if amount > 0 and amount == int(amount) else None


def family_pattern(pattern):
    """Words of a description, whole ones unless the pattern ends with an asterisk."""
    if pattern == "*":
        return re.compile("")
    words = r"\s+".join(re.escape(word) for word in pattern.rstrip("*").split())
    return re.compile(r"(?<![^\W_])" + words + ("" if pattern.endswith("*") else r"(?![^\W_])"), re.IGNORECASE)


def read_families(file):
    with open(file, encoding="utf-8", newline="") as rows:
        return [(row["merchant"], family_pattern(row["pattern"])) for row in csv.DictReader(rows)]


def purchases_of(file, families, zone):
    """Total and time of each purchase: {(invoice, merchant): [customer, pennies, datetime]}."""
    found = {}
    sellers = {}
    placed = {}
    opened = gzip.open(file, "rt", encoding="utf-8") if file.endswith(".gz") else open(file, encoding="utf-8", newline="")
    with opened as rows:
        for row in csv.DictReader(rows):
            invoice, quantity, price = row["InvoiceNo"].strip(), int(row["Quantity"]), pennies(row["UnitPrice"])
            customer = row["CustomerID"].strip().removesuffix(".0")
            if not invoice.isdigit() or customer == "" or quantity <= 0 or price is None:
                continue
            description = row["Description"].strip()
            if description not in sellers:
                sellers[description] = next(merchant for merchant, pattern in families if pattern.search(description))
            at = datetime.fromisoformat(row["InvoiceDate"]).replace(tzinfo=ZoneInfo(zone)).astimezone(timezone.utc)
            placed[invoice] = min(at, placed.get(invoice, at))
            purchase = found.setdefault((invoice, sellers[description]), [customer, 0])
            purchase[1] += quantity * price
    return {key: [*purchase, placed[key[0]]] for key, purchase in found.items()}


def points_of(rules, amount, at):
    """What the version in force at that time gives: floor(amount × points ÷ unit), at most the cap, none below the minimum."""
    started = [rule for rule in rules if datetime.fromisoformat(rule["startsAt"]) <= at]
    if not started:
        return 0
    rule = max(started, key=lambda each: datetime.fromisoformat(each["startsAt"]))
    ended = rule["endsAt"] is not None and datetime.fromisoformat(rule["endsAt"]) <= at
    if ended or amount < int(rule["minimumSpend"]):
        return 0
    return min(amount * int(rule["pointsNumerator"]) // int(rule["spendUnit"]), int(rule["maximumPoints"]))


def main():
    parser = argparse.ArgumentParser(description="Counts the points of an orders file again.")
    parser.add_argument("orders")
    parser.add_argument("--families", required=True)
    parser.add_argument("--rules", required=True)
    parser.add_argument("--time-zone", default="Europe/London")
    given = parser.parse_args()
    with open(given.rules, encoding="utf-8") as file:
        rules = json.load(file)
    purchases = purchases_of(given.orders, read_families(given.families), given.time_zone)
    points = defaultdict(lambda: defaultdict(int))
    for (_, merchant), (customer, amount, at) in purchases.items():
        points[customer][merchant] += points_of(rules[merchant], amount, at)
    print(json.dumps({"purchases": len(purchases), "points": points}))


main()
