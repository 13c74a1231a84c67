"""What the film is called, what it says and when, and its tune."""

TITLE = "一张购物卡"

CAPTIONS = (
    (1.0, 5.8, "廉洁微电影《一张购物卡》。", "A short film: One Shopping Card."),
    (
        7.0,
        11.2,
        "傍晚，采购部的小林还在核对供应商的资质材料。",
        "Evening. Xiao Lin of purchasing is still checking the suppliers' papers.",
    ),
    (
        11.4,
        15.8,
        "明天就要评标，她想把每一页都再看一遍。",
        "The bids are judged tomorrow; she wants to read every page once more.",
    ),
    (16.8, 20.6, "翻过报价单，一张购物卡滑了出来。", "She turns over the quotation, and a shopping card slips out."),
    (20.8, 25.8, "面值五千元。没有名字，也没有一句话。", "Five thousand yuan. No name on it, and not a word."),
    (
        26.8,
        31.0,
        "夜里下起了雨。她想起做了一辈子会计的母亲。",
        "At night it rains. She thinks of her mother, an accountant all her life.",
    ),
    (
        31.2,
        35.4,
        "“账要清，心才安。”收下它，往后每一次签字都说不清。",
        '"Clear books, quiet heart." Keep it, and no signature of hers is clear again.',
    ),
    (
        36.4,
        40.6,
        "第二天，她请来送材料的人，当着同事的面把卡还给他。",
        "Next day she asks the visitor in and, a colleague looking on, hands it back.",
    ),
    (
        40.8,
        45.4,
        "“东西请收好。标书怎么写，我们就怎么评。”",
        '"Please take this. We judge by what is in the bid, and by nothing else."',
    ),
    (
        46.6,
        51.0,
        "随后，她在礼品登记表上一笔一笔写明来由。",
        "Then, line by line, she enters it in the register of gifts.",
    ),
    (
        51.2,
        56.0,
        "当面退还，报备存档。这件事，经得起任何人来问。",
        "Returned in person, reported, on file. Anyone may ask about it.",
    ),
    (
        57.2,
        61.4,
        "几天后结果公布：按分数排，谁也没有话说。",
        "Days later the result is out, in order of marks. Nobody objects.",
    ),
    (61.6, 66.8, "一张卡很轻，一颗心要稳。", "A card weighs little. A heart must hold steady."),
)

# In numbered notation: see `tune`.
MELODY = """
5, . 1 . 2 . 3 . | 5 . . 3 2 . 1 . | 6, . 1 . 2 . . . | 3 . 2 1 6, . . . |
5, . 6, . 1 . 2 . | 3 . . 5 3 . 2 . | 1 . . 6, 5, . . . | 6, . 1 . 1 . . . |
3 . 5 . 6 . 5 . | 3 . . 2 1 . . . | 2 . 3 . 5 . 3 . | 2 . . 1 6, . . . |
5, . 1 . 2 . 3 . | 5 . 6 . 5 . . . | 3 . 2 . 1 . 6, . | 1 . . . . . . . |
"""
