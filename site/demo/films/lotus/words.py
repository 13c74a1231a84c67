"""What the film is called, what it says and when, and its tune."""

TITLE = "莲"

CAPTIONS = (
    (1.0, 5.8, "家风微电影《莲》。", "A short film on family: Lotus."),
    (
        7.2,
        11.4,
        "小时候，每到夏天，奶奶就撑船带我去采莲。",
        "When I was small, Grandmother took me out in the boat each summer to gather lotus.",
    ),
    (
        11.6,
        16.2,
        "她说：莲长在泥里，花却是干净的，人也要这样。",
        '"It grows in mud," she said, "and its flower is clean. So should we be."',
    ),
    (
        17.4,
        21.6,
        "剥莲子时，我嫌莲心苦，想把它扔掉。",
        "Shelling the seeds, I found their hearts bitter and wanted to throw them away.",
    ),
    (
        21.8,
        26.2,
        "奶奶笑了：“心里留一点苦，才守得住一辈子的甜。”",
        'She smiled. "Keep a little bitterness at heart, and the sweetness lasts a lifetime."',
    ),
    (
        27.6,
        31.8,
        "塘里的荷叶青了又黄，雪落了又化。",
        "The leaves on the pond turned green and brown; snow fell and melted.",
    ),
    (
        32.0,
        37.2,
        "我从塘边走到县城，又走进园区，坐到了服务窗口后面。",
        "I went from the pond to the town, then to the park, and sat behind a service window.",
    ),
    (
        38.6,
        42.8,
        "一天，一位企业主来办事，把一盒茶叶推了过来。",
        "One day the owner of a firm came, and pushed a box of tea across the counter.",
    ),
    (
        43.0,
        48.8,
        "“茶请您带回去。要补的三样材料都写在这张单子上，一次就能办完。”",
        '"Please take your tea home. The three papers you still need are on this list: one more visit does it."',
    ),
    (50.2, 54.4, "中秋回家，我把这件事讲给奶奶听。", "At Mid-Autumn I went home and told Grandmother."),
    (54.6, 58.8, "她没有夸我，只往我手心里放了一颗莲子。", "She did not praise me. She laid a lotus seed in my palm."),
    (60.2, 63.2, "心是苦的，回味是清的。", "Bitter at heart, and clear long after."),
    (63.4, 67.0, "清清白白做人，踏踏实实做事。", "Live clean, and work in earnest."),
)

# In numbered notation: see `tune`.
MELODY = """
3 . 5 . 6 . 1' . | 6 . . 5 3 . . . | 2 . 3 . 5 . 3 . | 2 . . 1 6, . . . |
1 . 2 . 3 . 5 . | 6 . . 5 6 . . . | 1' . 6 . 5 . 3 . | 2 . 3 2 1 . . . |
6, . 1 . 2 . 3 . | 5 . . 3 5 . . . | 6 . 5 . 3 . 2 . | 3 . . 2 1 . 6, . |
3 . 5 . 6 . 1' . | 6 . 5 . 3 . . . | 2 . 3 . 1 . 6, . | 1 . . . . . . . |
"""
