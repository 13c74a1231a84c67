"""The unified social credit code, and what a good row of a roster is."""

from dataclasses import dataclass

from accounts.rules import PhoneRefused, normalise_phone

ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
WEIGHTS = [pow(3, place, 31) for place in range(17)]


def check_character(first_17):
    """The 18th character of a unified social credit code (GB 32100-2015, modulus 31)."""
    total = sum(ALPHABET.index(character) * weight for character, weight in zip(first_17, WEIGHTS, strict=True))
    return ALPHABET[(31 - total % 31) % 31]


def is_credit_code(text):
    """Whether the text is an 18-character code whose check character is right."""
    if len(text) != 18 or any(character not in ALPHABET for character in text):
        return False
    return check_character(text[:17]) == text[17]


class RowRefused(ValueError):
    """A row of a roster cannot be taken; `column` is its heading, `code` the reason."""

    def __init__(self, column, code):
        super().__init__(f"{column}: {code}")
        self.column, self.code = column, code


@dataclass(frozen=True)
class RosterRow:
    """One person as a roster gives her, checked and in the words of the product."""

    enterprise: str
    credit_code: str
    department: str
    name: str
    phone: str
    post: str
    is_party_member: bool
    branch: str
    risk_level: str


COLUMNS = {
    "enterprise": "企业名称",
    "credit_code": "统一社会信用代码",
    "department": "部门",
    "name": "姓名",
    "phone": "手机号",
    "post": "岗位",
    "is_party_member": "是否党员",
    "branch": "所在党支部",
    "risk_level": "廉洁风险等级",
}
REQUIRED = ("enterprise", "credit_code", "name", "phone")
YES_NO = {"是": True, "否": False, "": False}
RISK = {"高": "high", "中": "medium", "低": "low", "": "low"}
# A cell that begins so would be run by a spreadsheet that opens our export.
FORMULA_START = ("=", "+", "-", "@", "\t", "＝", "＋", "－", "＠")


def check_row(cells):
    """Give the RosterRow of a dict field -> text, or raise RowRefused for its first fault, in column order."""
    for field, column in COLUMNS.items():
        if field in REQUIRED and not cells[field]:
            raise RowRefused(column, "missing")
        if field != "phone" and cells[field].startswith(FORMULA_START):
            raise RowRefused(column, "formula")
    if not is_credit_code(cells["credit_code"].upper()):
        raise RowRefused(COLUMNS["credit_code"], "check_character")
    if cells["is_party_member"] not in YES_NO:
        raise RowRefused(COLUMNS["is_party_member"], "yes_or_no")
    if cells["risk_level"] not in RISK:
        raise RowRefused(COLUMNS["risk_level"], "risk_level")
    try:
        phone = normalise_phone(cells["phone"])
    except PhoneRefused as refusal:
        raise RowRefused(COLUMNS["phone"], f"phone_{refusal.code}") from None
    return RosterRow(
        **cells
        | {
            "credit_code": cells["credit_code"].upper(),
            "phone": phone,
            "is_party_member": YES_NO[cells["is_party_member"]],
            "risk_level": RISK[cells["risk_level"]],
        }
    )
