"""English words are long, and large type makes them longer: nothing may stand out of a phone's screen."""

import pytest
from playwright.sync_api import expect

STANDING_OUT = """() => [...document.querySelectorAll(".btn, .boundary__tab")]
    .filter(each => each.offsetParent && each.getBoundingClientRect().right >
        Math.min(innerWidth, each.closest(".empty, .card, main, header, footer").getBoundingClientRect().right))
    .map(each => each.textContent.trim())"""
# Of what has the focus: whether the ring around it is cut off, or the bar below covers it.
HARD_TO_SEE = """() => {
    const focused = document.activeElement, style = getComputedStyle(focused), box = focused.getBoundingClientRect()
    if (focused === document.body) return ""
    const ring = parseFloat(style.outlineWidth) + parseFloat(style.outlineOffset), bar = focused.closest(".tabbar")
    const below = bar ? innerHeight + 1 - ring : document.querySelector(".tabbar").getBoundingClientRect().top
    const around = focused.closest(".chips--wrap")
    const isCut = around && getComputedStyle(around).overflowX !== "visible"
    const left = isCut ? around.getBoundingClientRect().left : 0
    const isSeen = box.left - ring >= left && box.right + ring <= innerWidth + 1 && box.bottom <= below
    return style.outlineStyle === "none" || !isSeen ? focused.textContent.trim() : ""
}"""
# Whether what stays at the top of a boundary list covers the title of the item that the address names.
COVERED = """() => {
    const title = document.querySelector(location.hash).querySelector("h3").getBoundingClientRect()
    const bar = document.querySelector(".boundary__bar").getBoundingClientRect()
    return title.top < bar.bottom || title.bottom > innerHeight
}"""
# Choices of the player whose words have less room than they need, and the clock where it has too little.
CUT_OFF = """() => {
    const choices = [...document.querySelectorAll(".player__choice select")].filter(each => {
        const shown = each.offsetWidth
        Object.assign(each.style, { inlineSize: "max-content", minInlineSize: "0" })
        const wanted = each.offsetWidth
        Object.assign(each.style, { inlineSize: "", minInlineSize: "" })
        return shown < wanted
    })
    const clocks = [...document.querySelectorAll(".player__time")].filter(each => each.scrollWidth > each.clientWidth)
    return [...choices, ...clocks].map(each => each.textContent.trim())
}"""
PAGES = [
    "/search/?q=zzzz",
    "/library/cases/cards-in-the-folder/",
    "/library/boundary/boundary/",
    "/r/qinqing-opinions/2024-03-18/",
    "/library/in/1/?q=zzzz",
    "/me/",
    "/stories/write/",
]


@pytest.fixture
def page(visit):
    """Before a member who reads in English and in large type; afterwards she reads as before."""
    member = visit("何建新").signs_in()
    _settings(member.page, language="en", large=True)
    yield member.page
    assert member.complaints == []
    _settings(member.page, language="zh-hans", large=False)


def _settings(page, *, language, large):
    page.goto("/me/settings/")
    page.locator(f"[name=language][value={language}]").check()
    page.locator("[name=large_type]").set_checked(large)
    page.locator("form:has([name=large_type]) button").click()
    page.wait_for_load_state()


@pytest.mark.parametrize("address", PAGES)
def test_5_nothing_stands_out_of_the_screen(page, address):
    page.goto(address, wait_until="networkidle")

    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
    assert page.evaluate(STANDING_OUT) == []


def test_5_a_link_to_one_item_of_a_list_leads_to_its_title(page):
    page.goto("/library/boundary/boundary/")
    last = page.locator(".boundary__item").last.get_attribute("id")

    page.goto("/today/")
    page.goto(f"/library/boundary/boundary/#{last}", wait_until="networkidle")

    assert not page.evaluate(COVERED)


def test_5_a_situation_that_was_chosen_is_there_again_on_the_way_back(page):
    page.goto("/library/boundary/boundary/")
    page.get_by_role("button", name="宴请", exact=True).click()
    chosen = page.locator(".boundary__item:visible").all_inner_texts()

    page.goto("/today/")
    page.go_back()

    page.wait_for_url("**?for=*")
    expect(page.locator("[data-situation=宴请]")).to_have_attribute("aria-pressed", "true")
    expect(page.locator("[data-situation=宴请]")).to_be_in_viewport(ratio=1)
    assert page.locator(".boundary__item:visible").all_inner_texts() == chosen


def test_5_there_is_room_for_what_is_sought(page):
    page.goto("/search/?q=清廉从业承诺书")

    assert page.locator("#q").evaluate("field => field.scrollWidth <= field.clientWidth")
    page.get_by_role("button", name="Search").click()


@pytest.mark.parametrize("address", ["/library/cases/cards-in-the-folder/", "/r/"])
def test_5_whoever_goes_by_keys_sees_where_she_is(page, address):
    page.goto(address, wait_until="networkidle")

    hidden = []
    for _ in range(16):
        page.keyboard.press("Tab")
        hidden.append(comes_into_sight(page))
    assert [each for each in hidden if each] == []


def comes_into_sight(page):
    """The name of what has the focus, unless it is seen in full once the page has scrolled to it."""
    for _ in range(20):
        page.wait_for_timeout(150)
        if not (hidden := page.evaluate(HARD_TO_SEE)):
            break
    return hidden


@pytest.mark.parametrize("width", [360, 390])
def test_5_no_choice_of_the_player_and_no_time_is_cut_off(page, width):
    page.set_viewport_size({"width": width, "height": 640})
    page.goto("/library/films/lotus/")

    page.get_by_role("button", name="Speed, quality and captions").click()

    assert page.evaluate(CUT_OFF) == []
