"""What people in the stories do, each step in the words of the screen."""

import re
import tomllib
from pathlib import Path

from demo.accounts import PASSWORD
from django.conf import settings

QUESTIONS = Path(settings.BASE_DIR) / "site" / "demo" / "park" / "questions"
# The numbers that the demo's own list prints.
PHONES = {
    "周晓梅": "13800000001",
    "郑国栋": "13800000002",
    "何建新": "13800000043",
    "林素芬": "13800000044",
    "苏文澜": "13800000901",
    "顾砚秋": "13800000902",
    "陈守正": "13800000903",
}


class Visitor:
    """One person with one browser. Collects what the browser complained about; a story ends with none."""

    def __init__(self, name, page, shots, story):
        self.name, self.page, self._shots, self._story = name, page, shots, story
        self._count, self.complaints = 0, []
        page.on("console", self._hear)
        page.on("pageerror", lambda error: self.complaints.append(str(error)))

    def _hear(self, message):
        if message.type == "error" and "net::ERR" not in message.text:
            self.complaints.append(message.text)

    def shot(self, what):
        self._count += 1
        self.page.wait_for_timeout(350)  # until what slides has come to rest
        self.page.screenshot(path=self._shots / f"{self._story}-{self.name}-{self._count:02d}-{what}.png")

    def goes_to(self, path):
        return self.page.goto(path)

    def signs_in(self, password=PASSWORD):
        self.page.goto("/sign-in/")
        self.page.get_by_label("手机号").fill(PHONES[self.name])
        self.page.get_by_label("密码").fill(password)
        self.page.get_by_role("button", name="登录").click()
        self.page.wait_for_url(lambda url: "/sign-in/" not in url)
        return self

    def presses(self, name, role="button"):
        self.page.get_by_role(role, name=name).first.click()

    def keeps_the_draft(self):
        """Presses the button and waits for the answer. A page that keeps itself may have its address before."""
        from playwright.sync_api import expect

        self.presses("保存草稿")
        expect(self.page.locator(".messages")).to_contain_text(re.compile("已创建|已保存"))

    def reads(self, *texts):
        """Sees every one of these texts on the page."""
        from playwright.sync_api import expect

        for text in texts:
            expect(self.page.locator("body")).to_contain_text(text)

    def fits(self):
        """Nothing on the page is wider than the screen."""
        width = self.page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
        assert width <= 0, f"{self.page.url} is {width} px too wide"


def right_answers():
    """{stem: texts of the right options, or True/False} of the demo's questions."""
    answers = {}
    for kind in ("single", "multiple", "truefalse"):
        with (QUESTIONS / f"{kind}.toml").open("rb") as file:
            for question in tomllib.load(file)["question"]:
                answers[question["stem"]] = _right(kind, question)
    return answers


def _right(kind, question):
    if kind == "truefalse":
        return question["answer"]
    places = [question["answer"]] if kind == "single" else question["answers"]
    return [question["options"][place - 1] for place in places]


def answer_question(form, answers):
    """Tick what is right in one question of a paper."""
    stem = next(stem for stem in answers if stem in form.inner_text())
    right = answers[stem]
    if isinstance(right, bool):
        form.get_by_role("radio", name="对" if right else "错").check()
        return
    for text in right:
        form.locator("label.choice", has_text=text).first.click()


def boxes(*things):
    """Where things of one page stand, all measured at once: between two looks a page may scroll."""
    handles = [thing.element_handle() for thing in things]
    return things[0].page.evaluate("things => things.map((thing) => thing.getBoundingClientRect().toJSON())", handles)


def until(page, holds):
    """What the film says once it says something; the page's own policy forbids to wait within the page."""
    for _ in range(300):
        if said := page.locator("video").evaluate(holds):
            return said
        page.wait_for_timeout(200)
    raise AssertionError(f"Not within a minute: {holds}")


def second_of(page):
    """Where the film stands."""
    return page.locator("video").evaluate("video => video.currentTime")


def draw_signature(page):
    """Write something like a name with a finger: touches, as a phone sends them."""
    canvas = page.locator("#canvas")
    canvas.scroll_into_view_if_needed()
    page.wait_for_timeout(600)
    box = canvas.bounding_box()
    touch = page.context.new_cdp_session(page)

    def send(kind, x=None, y=None):
        points = [] if x is None else [{"x": x, "y": y}]
        touch.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})

    for part in range(3):
        left = box["x"] + box["width"] * (0.12 + part * 0.27)
        wide, top, high = box["width"] * 0.2, box["y"] + box["height"] * 0.25, box["height"] * 0.5
        turns = [(0, 0), (1, 0.1), (0.2, 0.5), (1, 0.6), (0.1, 1), (0.9, 0.95), (0.5, 0.2)]
        send("touchStart", left, top)
        for before, after in zip(turns, turns[1:], strict=False):
            for step in range(1, 5):
                x = before[0] + (after[0] - before[0]) * step / 4
                y = before[1] + (after[1] - before[1]) * step / 4
                send("touchMove", left + x * wide, top + y * high)
                page.wait_for_timeout(12)
        send("touchEnd")
