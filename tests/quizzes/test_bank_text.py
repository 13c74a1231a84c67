import pytest

from quizzes.rules.bank_kinds import read_bank


def read_one(text):
    [question], doubtful, refused = read_bank(text)
    assert not refused
    return question.data, [remark.code for remark in doubtful]


def refusal_of(text):
    parsed, _, refused = read_bank(text)
    assert not parsed
    [remark] = refused
    return remark.line, remark.code


@pytest.mark.parametrize(
    "options",
    ["A.甲\nB.乙\nC.丙", "A、甲  B、乙  C、丙", "A．甲    B．乙\nC．丙", "Ａ.甲Ｂ.乙Ｃ.丙", "A）甲 B）乙 C）丙"],
)
def test_options_are_read_one_a_line_or_several(options):
    data, _ = read_one(f"一、单选题\n1、题干（ ）。\n{options}\n答案：B")

    assert (data["options"], data["answer"]) == (["甲", "乙", "丙"], 2)


@pytest.mark.parametrize(
    "answer", ["【答案】：B", "答案：B", "正确答案:B", "【答案】B", "参考答案： B", "（答案：B）", "答案：Ｂ"]
)
def test_the_answer_is_read_however_it_is_marked(answer):
    data, _ = read_one(f"一、单项选择题（每题2分）\n1．题干。\nA.甲\nB.乙\n{answer}")

    assert data["answer"] == 2


def test_an_answer_in_the_stems_brackets_is_taken_out_of_it():
    data, _ = read_one("一、单选题\n1、应当（ B ）。\nA.甲\nB.乙")

    assert (data["stem"], data["answer"]) == ("应当（  ）。", 2)


@pytest.mark.parametrize("answer", ["ABD", "A、B、D", "A B D", "a,b,d"])
def test_several_answers_are_read_with_any_mark_between(answer):
    data, _ = read_one(f"二、多选题\n4、题干。\nA.甲\nB.乙\nC.丙\nD.丁\n答案：{answer}")

    assert data["answers"] == [1, 2, 4]


@pytest.mark.parametrize(
    ("stem", "answer"),
    [("句子。（√）", True), ("句子（×）。", False), ("句子。(对)", True), ("句子。（ ）\n答案：错误", False)],
)
def test_a_verdict_stands_in_brackets_or_on_its_line(stem, answer):
    data, doubtful = read_one(f"三、判断题\n6、{stem}")

    assert (data["stem"].rstrip("。"), data["answer"], doubtful) == ("句子", answer, [])


def test_two_verdicts_that_differ_are_doubtful():
    data, doubtful = read_one("三、判断题\n1、句子。（√）\n答案：错误")

    assert (data["answer"], doubtful) == (False, ["two_verdicts"])


@pytest.mark.parametrize(
    ("text", "stem", "blanks"),
    [
        ("自（2018）年施行。", "自____年施行。", [["2018"]]),
        ("坚持________。\n答案：标本兼治", "坚持____。", [["标本兼治"]]),
        ("坚持（ ）、____。\n答案：标本兼治；综合治理", "坚持____、____。", [["标本兼治"], ["综合治理"]]),
        ("自____年施行。\n答案：2018/二〇一八", "自____年施行。", [["2018", "二〇一八"]]),
    ],
)
def test_blanks_are_brackets_or_lines(text, stem, blanks):
    data, _ = read_one(f"四、填空题\n9、{text}")

    assert (data["stem"], data["blanks"]) == (stem, blanks)


def test_an_explanation_goes_on_over_lines_and_keeps_its_citation():
    data, _ = read_one("一、单选题\n1、题干。\nA.甲\nB.乙\n答案：A\n解析：第一行，\n见《监察法》第三条第二款。")

    assert data["explanation"] == "第一行，见《监察法》第三条第二款。"
    assert data["citation"] == "《监察法》第三条第二款"


def test_an_explanation_may_follow_the_answer_on_its_line():
    data, _ = read_one("一、单选题\n1、题干。\nA.甲\nB.乙\n答案：A 解析：因为。")

    assert (data["answer"], data["explanation"]) == (1, "因为。")


def test_a_case_holds_choices_and_judgements():
    data, _ = read_one(
        "五、案例分析题\n11、【案例】企业送卡。\n（1）属于（ ）。\nA.往来\nB.红线\n【答案】B\n（2）收下它\n答案：红线"
    )

    assert data["stem"] == "企业送卡。"
    assert data["parts"] == [
        {"text": "属于（ ）。", "options": ["往来", "红线"], "answers": [2], "why": ""},
        {"text": "收下它", "zone": "red", "why": ""},
    ]


@pytest.mark.parametrize(
    ("text", "refusal"),
    [
        ("一、单选题\n1、题干。\nA.甲\nB.乙", (2, "no_answer")),
        ("一、单选题\n1、题干。\nA.甲\nB.乙\n答案：D", (2, "answer_not_offered")),
        ("一、单选题\n1、题干。\nA.甲\nB.乙\n答案：AB", (2, "several_for_one")),
        ("一、单选题\n1、题干。\n答案：A", (2, "no_options")),
        ("一、单选题\n1、题干。\nA.甲\nA.乙\n答案：A", (2, "letter_twice")),
        ("三、判断题\n1、句子。", (2, "no_answer")),
        ("三、判断题\n1、句子。\n答案：也许", (2, "not_a_verdict")),
        ("四、填空题\n1、句子。", (2, "no_answer")),
        ("四、填空题\n1、____与____。\n答案：甲", (2, "blanks_differ")),
        ("五、案例分析题\n1、故事。", (2, "no_parts")),
        ("五、案例题\n1、故事。\n（1）问。\nA.甲\nB.乙", (3, "no_answer")),
        ("六、简答题\n1、谈谈体会。\n答案：略", (2, "kind_unknown")),
    ],
)
def test_what_cannot_be_marked_is_refused_by_line(text, refusal):
    assert refusal_of(text) == refusal


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("1、题干。\nA.甲\nB.乙\n答案：A", "kind_inferred"),
        ("二、多选题\n1、题干。\nA.甲\nB.乙\n答案：A", "one_for_several"),
        ("一、单选题\n1、题干。\nA.甲\nB.甲\n答案：A", "options_alike"),
        ("一、单选题\n1、题干。\nA.甲\nC.丙\n答案：A", "letters_jump"),
        ("四、填空题\n1、（甲）与（乙）。", "brackets_taken_as_blanks"),
    ],
)
def test_what_is_odd_is_kept_but_told(text, code):
    _, doubtful = read_one(text)

    assert doubtful == [code]


def test_a_jump_of_numbers_is_told_and_a_new_section_may_begin_again():
    question = "、句子。（√）\n"

    _, doubtful, _ = read_bank(f"三、判断题\n1{question}三、判断题\n1{question.replace('句', '例')}")
    _, jumped, _ = read_bank(f"三、判断题\n1{question}4{question.replace('句', '例')}")

    assert doubtful == []
    assert [(remark.line, remark.code) for remark in jumped] == [(3, "number_jumps")]


def test_a_question_that_stands_twice_is_read_once():
    text = "三、判断题\n1、句子。（√）\n2、句子。（√）"

    parsed, doubtful, _ = read_bank(text)

    assert len(parsed) == 1
    assert [(remark.line, remark.about) for remark in doubtful] == [(3, {"first": 2})]


def test_a_year_in_the_text_does_not_begin_a_question():
    data, _ = read_one("三、判断题\n1、某法于\n2018.3.20通过。（√）")

    assert data["stem"] == "某法于2018.3.20通过。"
