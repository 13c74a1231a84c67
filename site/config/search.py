"""Where the search is: in the database, unless a server for it is named."""

INDEX_PREFIX = "qinqing_"


def search_backends(url, *, backend, analyzer):
    """WAGTAILSEARCH_BACKENDS. Without the address of a server the library's own index of Chinese, in the database."""
    if not url:
        return {"default": {"BACKEND": "content.search", "ATOMIC_REBUILD": False}}
    server = {"BACKEND": backend, "URLS": [url], "INDEX_PREFIX": INDEX_PREFIX, "TIMEOUT": 5}
    return {"default": server | ({"INDEX_SETTINGS": _cut_by(analyzer)} if analyzer else {})}


def _cut_by(analyzer):
    """Texts are cut into all words that may be meant, questions into the likeliest ones. Both names are IK's."""
    fine, coarse = analyzer.split(",") if "," in analyzer else (analyzer, analyzer)
    return {
        "settings": {
            "analysis": {
                "analyzer": {
                    "default": {"type": "custom", "tokenizer": fine, "filter": ["lowercase"]},
                    "default_search": {"type": "custom", "tokenizer": coarse, "filter": ["lowercase"]},
                }
            }
        }
    }
