import json
import zipfile
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import call_command
from django.core.management.base import CommandError
from docx import Document

from quizzes import importers
from quizzes.actions import QuestionRefused
from quizzes.models import Question, QuestionBank
from quizzes.models.single_choice import SingleChoice
from tests.builders import NOW
from tests.quizzes.builders import DATA, make_bank

pytestmark = pytest.mark.django_db

TEXT = "一、单选题\n1、题干（ ）。\nA.甲\nB.乙\n答案：B\n解析：见《监察法》第三条。\n二、判断题\n2、句子。（√）\n"
REAL = Path(settings.BASE_DIR).parent / "shared/data/questions/监察法题库.txt"


def run(capsys, path, *options):
    """The command's JSON and its exit code."""
    code = 0
    try:
        call_command("import_questions", str(path), "--bank", "监察法", "--json", *options)
    except SystemExit as exit:
        code = exit.code
    return json.loads(capsys.readouterr().out), code


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "题库.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


def test_a_bank_is_imported_with_its_citations(capsys, file):
    told, code = run(capsys, file)

    assert told == {"created": 2, "by_kind": {"single_choice": 1, "true_false": 1}, "doubtful": [], "refused": []}
    assert code == 0
    assert SingleChoice.objects.get().citation == "《监察法》第三条"


def test_a_second_run_changes_nothing(capsys, file):
    run(capsys, file)

    told, code = run(capsys, file)

    assert (told["created"], code, Question.objects.count(), QuestionBank.objects.count()) == (0, 0, 2, 1)


def test_a_corrected_answer_updates_the_question_in_its_place(capsys, file):
    run(capsys, file)
    file.write_text(TEXT.replace("答案：B", "答案：A"), encoding="utf-8")

    run(capsys, file)

    assert [option.value["right"] for option in SingleChoice.objects.get().options] == [True, False]


def test_a_trial_run_tells_everything_and_writes_nothing(capsys, file):
    told, _ = run(capsys, file, "--dry-run")

    assert told["created"] == 2
    assert not QuestionBank.objects.exists()


def test_a_refusal_names_line_and_reason_in_chinese_and_keeps_the_rest(capsys, file):
    file.write_text(TEXT.replace("答案：B", "答案：D"), encoding="utf-8")

    told, code = run(capsys, file)

    assert told["refused"] == [{"line": 2, "reason": "答案 D 不在选项之中。"}]
    assert (told["created"], code) == (1, 1)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gbk", "utf-16"])
def test_a_text_file_is_read_in_the_encodings_of_offices(file, encoding):
    file.write_text(TEXT, encoding=encoding)

    assert importers.read_text(file).replace("\r\n", "\n") == TEXT


def test_a_word_file_is_read_paragraph_by_paragraph(capsys, tmp_path):
    document = Document()
    for line in TEXT.splitlines():
        document.add_paragraph(line)
    document.save(tmp_path / "题库.docx")

    told, _ = run(capsys, tmp_path / "题库.docx")

    assert told["created"] == 2


def without_a_text(path):
    """A Word file of which the text itself is damaged."""
    Document().save(path.with_name("whole.docx"))
    with zipfile.ZipFile(path.with_name("whole.docx")) as whole, zipfile.ZipFile(path, "w") as package:
        for part in whole.namelist():
            package.writestr(part, b"<html/>" if part == "word/document.xml" else whole.read(part))


@pytest.mark.parametrize("break_it", [lambda path: path.write_bytes(b"no zip"), without_a_text], ids=["file", "text"])
def test_a_broken_word_file_is_named(tmp_path, break_it):
    break_it(tmp_path / "题库.docx")

    with pytest.raises(CommandError, match="题库.docx"):
        call_command("import_questions", str(tmp_path / "题库.docx"), "--bank", "甲")


def test_the_sentence_says_what_was_done(capsys, file):
    call_command("import_questions", str(file), "--bank", "监察法")

    assert capsys.readouterr().out.strip() == "新增 2 题，更新 0 题，未变 0 题，拒收 0 题。（单选 1、判断 1）"


def test_plain_data_of_every_kind_is_loaded_once():
    data = {kind: [{"key": f"{kind}1", "stem": "题干", **fields}] for kind, fields in DATA.items()}
    bank = make_bank()

    first = importers.load_questions(data, bank=bank, now=NOW)
    second = importers.load_questions(data, bank=bank, now=NOW)

    assert (first.created, second.created, second.unchanged) == (7, 0, 7)


def test_a_citation_in_parts_becomes_its_text():
    citation = {"regulation": "亲清指导意见", "article": "第十条", "paragraph": "第二款"}

    importers.load_questions(
        {"truefalse": [{"stem": "句子", "answer": True, "citation": citation}]}, bank=make_bank(), now=NOW
    )

    assert Question.objects.get().citation == "《亲清指导意见》第十条第二款"


def test_data_without_an_answer_loads_nothing_at_all():
    data = {"truefalse": [{"stem": "甲", "answer": True}, {"stem": "乙"}]}

    with pytest.raises(QuestionRefused):
        importers.load_questions(data, bank=make_bank(), now=NOW)

    assert not Question.objects.exists()


def test_the_real_bank_comes_in_whole(capsys):
    if not REAL.exists():
        pytest.skip("the shared question bank is not on this machine")

    told, code = run(capsys, REAL)

    assert told == {
        "created": 11,
        "by_kind": {"single_choice": 3, "multiple_choice": 2, "true_false": 3, "fill_in": 2, "scenario": 1},
        "doubtful": [],
        "refused": [],
    }
    assert code == 0
