"""Invents the park's people: the same three hundred each time, from the lists in `park/`."""

import random
from dataclasses import dataclass

from demo.park import read
from enterprises.rules import check_character

SEED = 20261123
# The people whom the demo's accounts belong to: (enterprise, department, name, post, is coordinator).
NAMED = [
    ("溪石智能装备", "采购部", "周晓梅", "采购专员", False),
    ("溪石智能装备", "总经理办公室", "郑国栋", "办公室主任", True),
    ("溪石智能装备", "采购部", "许安然", "采购员", False),
    ("禾润食品", "仓储冷链部", "何建新", "仓库主管", False),
    ("禾润食品", "综合办公室", "林素芬", "办公室主任", True),
]
# The one of them who has no password yet: her coordinator has still to send her the link.
INVITED = "许安然"


@dataclass(frozen=True)
class Person:
    """One invented member as a roster would give her."""

    enterprise: str
    department: str
    branch: str
    name: str
    phone: str
    post: str
    risk: str
    is_party_member: bool


def credit_code(number):
    """A well-formed code that belongs to no firm: region 000000 is nobody's."""
    first_17 = f"91000000MADEM{number:04d}"
    return first_17 + check_character(first_17)


class Inventor:
    """Draws names and posts; keeps no two people of one name in an enterprise."""

    def __init__(self):
        self.random = random.Random(SEED)
        self.names, self.posts = read("names.toml"), read("posts.toml")["post"]
        self.number = 0

    def people_of(self, enterprise):
        """Every Person of one table of `enterprises.toml`."""
        taken, posts_used, people = set(), {}, []
        for short, department, name, post, _ in NAMED:
            if short == enterprise["short"]:
                taken.add(name)
                people.append(self._person(enterprise, department, name, post, "high"))
        while len(people) < enterprise["size"]:
            department = enterprise["departments"][len(people) % len(enterprise["departments"])]
            post = self._post(department, posts_used)
            people.append(self._person(enterprise, department, self._name(taken), post["post"], post["risk"]))
        return people

    def _person(self, enterprise, department, name, post, risk):
        self.number += 1
        party = self.random.random() < 0.42 or name in {named[2] for named in NAMED}
        return Person(
            enterprise=enterprise["short"],
            department=department,
            branch=self.random.choice(enterprise["branches"]) if party else "",
            name=name,
            phone=f"+861380000{self.number:04d}",
            post=post,
            risk=risk,
            is_party_member=party,
        )

    def _post(self, department, used):
        fitting = [
            post
            for post in self.posts
            if any(word in department for word in post["departments"])
            and used.get((department, post["post"]), 0) < post.get("per_enterprise", 999)
        ]
        post = self.random.choices(fitting, [post["weight"] for post in fitting])[0]
        used[department, post["post"]] = used.get((department, post["post"]), 0) + 1
        return post

    def _name(self, taken):
        while True:
            name = self._draw_name()
            avoided = any(name.startswith(start) for start in self.names["rule"]["avoid_starts"])
            if name not in taken and not avoided and len(set(name)) == len(name):
                taken.add(name)
                return name

    def _draw_name(self):
        rule, draw = self.names["rule"], self.random
        surname = draw.choices(list(self.names["surnames"]), list(self.names["surnames"].values()))[0]
        sex = "male" if draw.random() < rule["male_share"] else "female"
        if draw.random() < rule["single_share"]:
            return surname + draw.choice(self.names["given"][sex]["single"])
        if draw.random() < rule["pair_share"]:
            age = "older" if draw.randint(rule["born_from"], rule["born_to"]) < rule["older_born_before"] else "younger"
            return surname + draw.choice(self.names["pairs"][f"{sex}_{age}"])
        return surname + draw.choice(self.names["given"][sex]["first"]) + draw.choice(self.names["given"][sex]["last"])
