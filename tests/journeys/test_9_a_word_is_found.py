"""Story nine: a member finds by two characters, narrows, slips, names an article; a visitor looks inside a law."""

from playwright.sync_api import expect


def test_9_from_a_word_to_the_place_where_it_stands(visit):
    member, visitor = visit("周晓梅").signs_in(), visit("路人")

    finds_by_a_word_and_narrows(member)
    finds_it_in_spite_of_two_slips(member)
    goes_straight_to_an_article(member)
    looks_inside_a_law(visitor)

    assert member.complaints == visitor.complaints == []


def finds_by_a_word_and_narrows(member):
    page = member.page
    page.goto("/library/")
    page.get_by_placeholder("案例、条文、情形").fill("宴请")
    page.get_by_role("search").get_by_role("button").click()
    expect(page.locator("mark", has_text="宴请").first).to_be_visible()

    page.get_by_text("筛选", exact=True).click()
    page.get_by_role("link", name="报销").click()
    expect(page.locator("a.list__title")).to_have_text(["藏在油费里的七顿饭"])
    member.shot("narrowed")
    member.fits()

    page.get_by_role("link", name="去掉 主题 报销").click()
    expect(page.locator("a.list__title").nth(1)).to_be_visible()


def finds_it_in_spite_of_two_slips(member):
    page = member.page
    page.goto("/search/?q=外婆的弟二杆称")
    page.get_by_role("link", name="外婆的第二杆秤").first.click()

    member.reads("外婆的第二杆秤", "顾晚禾")


def goes_straight_to_an_article(member):
    page = member.page
    page.goto("/search/?q=亲清意见第十条")
    best = page.get_by_label("最佳匹配")
    expect(best).to_contain_text("《亲清指导意见》第十条")
    member.shot("best")
    best.get_by_role("link").click()

    page.wait_for_url("**/r/qinqing-opinions/**#art-10")
    expect(page.locator("#art-10")).to_be_in_viewport()


def looks_inside_a_law(visitor):
    page = visitor.page
    page.goto("/r/qinqing-opinions/")
    page.get_by_label("在本法规内查找").fill("礼品 登记")
    page.get_by_label("在本法规内查找").press("Enter")
    expect(page.locator("mark", has_text="登记").first).to_be_visible()
    visitor.shot("inside")
    visitor.fits()
    page.locator("a.list__title").first.click()

    page.wait_for_url("**/r/qinqing-opinions/**#art-*")
