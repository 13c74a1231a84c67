"""Story eleven: an editor brings a table from Word, and it is a table still; she brings a text, and what was struck out
there stays behind."""

from playwright.sync_api import expect

from tests.journeys.steps import boxes

PASTE = """(field, [html, text]) => {
  const copied = new DataTransfer();
  if (html) copied.setData("text/html", html);
  copied.setData("text/plain", text);
  const paste = new ClipboardEvent("paste", { clipboardData: copied, bubbles: true, cancelable: true });
  return !field.dispatchEvent(paste);
}"""
# As Word writes it: a cell over two rows, one over two columns, a line broken inside a sentence, nothing beside it.
WORD = """<html lang=ZH-CN><head><style>td { color: red }</style></head><body><!--StartFragment-->
<table class=MsoTableGrid><tr><td rowspan=2><p class=MsoNormal><b>事项</b></p></td><td colspan=2><p>金额
上限<o:p></o:p></p></td></tr><tr><td><p><del>回扣</del>礼品</p></td><td><p>200&nbsp;元</p></td></tr></table>
<p class=MsoNormal><o:p>&nbsp;</o:p></p><!--EndFragment--></body></html>"""
TEXT = """<html xmlns:o="urn:schemas-microsoft-com:office:office"><body><!--StartFragment-->
<p class=MsoNormal><a style='mso-comment-reference:Z_1'>供应商</a><span class=MsoCommentReference><a
class=msocomanchor href="#_msocom_1">[Z1]</a></span><span class=msoDel><del
cite="mailto:Z">张三丰</del></span><span class=msoIns><ins>张某</ins></span>违反第十
<span lang=EN-US>条<o:p></o:p></span></p><p class=MsoNormal><s>一句划去的话</s></p>
%s
<p class=MsoNormal>1. 登记</p><p class=MsoNormal>先登记，再上交。</p><p class=MsoNormal>2. 上交</p>
<div style='mso-element:comment-list'><div style='mso-element:comment'><p
class=MsoCommentText>真名不要写</p></div></div>
<!--EndFragment--></body></html>"""
ITEM = """<p class=MsoListParagraph style='mso-list:l0 level1 lfo1'><![if !supportLists]><span
style='font-family:%s'><span style='mso-list:Ignore'>%s<span
style='font:7.0pt "Times New Roman"'>&nbsp;&nbsp; </span></span></span><![endif]>%s</p>"""
ITEMS = [
    ("Wingdings", "l", "钱款"),
    ("Symbol", "·", "礼品"),
    ("宋体", "1.", "拒收"),
    ("宋体", "2.", "报告"),
    ("宋体", "（一）", "当面"),
]
EXCEL = ("<table><col width=72><tr><td>宴请</td><td>不准</td></tr><tr><td>土产</td><td>登记</td></tr></table>", "")


def test_11_cells_of_word_and_excel_become_columns_and_rows(visit):
    editor = visit("苏文澜", desk=True)
    editor.signs_in()
    begins_a_table(editor)

    assert pastes(editor, caption(editor), WORD, "事项\t金额上限")
    assert cells(editor) == ["事项", "金额上限", "", "", "礼品", "200 元"]

    assert pastes(editor, first_cell(editor), *EXCEL)
    assert cells(editor) == ["事项", "金额上限", "", "宴请", "不准", "200 元", "土产", "登记", ""]

    # Below a heading as well, and what a simple programme copies: text with tabs.
    assert pastes(editor, editor.page.locator(".column-heading").nth(2), "", "备注\t依据\n无\t第九条\n")
    assert cells(editor) == ["事项", "金额上限", "备注", "依据", "宴请", "不准", "无", "第九条", "土产", "登记", "", ""]


def test_11_what_is_no_table_is_pasted_as_ever(visit):
    editor = visit("苏文澜", desk=True)
    editor.signs_in()
    begins_a_table(editor)
    pastes(editor, caption(editor), *EXCEL)

    for copied in (
        ("", "一句话"),
        ("<p>前言</p>" + EXCEL[0], "前言"),
        ("<table><tr><td>一格</td></tr></table>", "一格"),
    ):
        assert not pastes(editor, first_cell(editor), *copied)
    assert not pastes(editor, caption(editor), *EXCEL)
    assert cells(editor) == ["宴请", "不准", "土产", "登记"]


def test_11_what_was_struck_out_in_word_stays_out_of_a_text_and_its_lists_stay_lists(visit):
    editor, text = begins_a_text(visit)
    copied = TEXT % "".join(ITEM % item for item in ITEMS)

    pastes(editor, text, copied, "供应商[Z1]张三丰张某")

    assert lines(editor) == [
        "供应商张某违反第十条",
        *("• 钱款", "• 礼品", "# 拒收", "# 报告", "（一）当面"),
        *("1.\u2002登记", "先登记，再上交。", "2.\u2002上交"),
    ]
    expect(editor.page.locator(".from-word")).to_contain_text("批注没有粘贴进来")
    button, told = boxes(editor.page.locator(".Draftail-MetaToolbar button").last, editor.page.locator(".from-word"))
    assert button["bottom"] <= told["top"]
    editor.shot("从Word粘贴")


def test_11_text_that_was_struck_out_altogether_brings_nothing(visit):
    editor, text = begins_a_text(visit)

    pastes(editor, text, "<p class=MsoNormal><del>张三丰</del></p>", "张三丰")

    assert lines(editor) == [""]


def test_11_a_text_that_is_not_words_is_pasted_as_ever(visit):
    editor, text = begins_a_text(visit)

    pastes(editor, text, "<p>前言</p><ul><li>甲</li></ul>", "前言")
    pastes(editor, text, "", "一句话")

    assert lines(editor) == ["前言", "• 甲一句话"]
    expect(editor.page.locator(".from-word")).to_have_count(0)


def begins_a_text(visit):
    editor = visit("苏文澜", desk=True).signs_in()
    begins(editor, "段落")
    text = running_text(editor)
    text.wait_for()
    return editor, text


def begins_a_table(editor):
    begins(editor, "表格")
    caption(editor).wait_for()


def begins(editor, block):
    page = editor.page
    page.goto("/cms/")
    page.goto(page.locator(".write a[href*='/notice']").first.get_attribute("href"))
    page.get_by_role("button", name="插入内容块").first.click()
    page.get_by_role("option", name=block).first.click()


def running_text(editor):
    return editor.page.locator("[data-streamfield-child] .public-DraftEditor-content")


def lines(editor):
    """The paragraphs of the text, those of lists with a sign before them."""
    blocks = running_text(editor).locator("[data-block=true]")
    signs = "block.tagName !== 'LI' ? '' : block.parentElement.tagName === 'UL' ? '• ' : '# '"
    return blocks.evaluate_all(f"blocks => blocks.map((block) => ({signs}) + block.innerText.trim())")


def pastes(editor, field, html, text=""):
    """Whether the table has taken what was copied."""
    return field.evaluate(PASTE, [html, text])


def caption(editor):
    return editor.page.locator(".typed-table-block input[id$=caption]")


def first_cell(editor):
    return editor.page.locator(".typed-table-block tbody input[type=text]").first


def cells(editor):
    """The headings and lines of the table, as they would be kept."""
    fields = editor.page.locator(".typed-table-block table input[type=text]")
    return fields.evaluate_all("fields => fields.map((field) => field.value)")
