#!/usr/bin/env python3
"""Writes the same invented newspaper twice: as manuscripts for Kolokol and as a site for Hugo.

    bench/press/generate.py DIR --articles 10000 [--pictures] [--no-hugo] [--seed 1]

DIR/manuscripts is what `kolokol import markdown` takes, DIR/hugo is what `hugo --source` takes. Each
article has about 600 words, one section of six, three topics of ARTICLES/50 (at least 30), one byline
of forty, two subheadings, a list and two links to the outside. Words are invented and drawn from a Zipf
distribution, so that compressors and search engines meet what language looks like. The same arguments
write the same bytes.
"""
import argparse
import datetime
import pathlib
import random
import struct
import zlib

SECTIONS = ["world", "politics", "society", "business", "culture", "science"]
TOPIC_TYPES = ["place", "person", "organisation", "event"]
BYLINES = 40
FIRST_DAY = datetime.datetime(2016, 1, 1, 6, 0, tzinfo=datetime.timezone.utc)
LAST_DAY = datetime.datetime(2026, 1, 1, 6, 0, tzinfo=datetime.timezone.utc)


def vocabulary(rng, size):
    onsets = "b br c ch d dr f fl g gr h j k l m n p pl qu r s sh sl st t th tr v w y z".split()
    vowels = "a e i o u ai ea io ou ee".split()
    codas = ["", "", "n", "r", "s", "t", "l", "nd", "rk", "st", "m"]
    words, seen = [], set()
    while len(words) < size:
        word = "".join(rng.choice(onsets) + rng.choice(vowels) + rng.choice(codas)
                       for _ in range(rng.choice([1, 2, 2, 3])))
        if word not in seen:
            seen.add(word)
            words.append(word)
    weights = [1 / (rank + 2) for rank in range(size)]
    return words, weights


class Writer:
    def __init__(self, seed):
        self.rng = random.Random(seed)
        self.words, weights = vocabulary(self.rng, 20000)
        total, self.cumulative = 0.0, []
        for weight in weights:
            total += weight
            self.cumulative.append(total)

    def take(self, count):
        return self.rng.choices(self.words, cum_weights=self.cumulative, k=count)

    def sentence(self, low=8, high=22):
        text = " ".join(self.take(self.rng.randint(low, high)))
        return text[0].upper() + text[1:] + "."

    def paragraph(self, sentences):
        return " ".join(self.sentence() for _ in range(sentences))

    def headline(self):
        text = " ".join(self.take(self.rng.randint(6, 10)))
        return text[0].upper() + text[1:]

    def body(self):
        parts = [self.paragraph(4), self.paragraph(5),
                 "## " + " ".join(self.take(4)).capitalize(),
                 self.paragraph(5) + " [A source](https://example.org/" + self.take(1)[0] + ").",
                 "\n".join("- " + self.sentence(5, 9) for _ in range(3)),
                 self.paragraph(5),
                 "## " + " ".join(self.take(5)).capitalize(),
                 self.paragraph(6) + " [Another](https://example.com/" + self.take(1)[0] + ").",
                 self.paragraph(5), self.paragraph(4)]
        return "\n\n".join(parts) + "\n"


def png(rng, width=640, height=427):
    """A gradient as PNG: small, and different for each seed."""
    a, b = [rng.randrange(256) for _ in range(3)], [rng.randrange(256) for _ in range(3)]
    rows = b""
    for y in range(height):
        shade = bytes(a[i] + (b[i] - a[i]) * y // height for i in range(3))
        rows += b"\0" + shade * width

    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
    return (b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)) +
            chunk(b"IDAT", zlib.compress(rows, 6)) + chunk(b"IEND", b""))


def write(path, text):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def kolokol_configuration():
    return """[publication]
languages = ["en"]
zone = "UTC"
origin = "https://bench.example"
menu = [%s]

[publication.words.en]
name = "The Bench"
""" % ", ".join('"%s"' % s for s in SECTIONS)


HUGO = {
    "config.toml": """baseURL = "https://bench.example/"
languageCode = "en"
title = "The Bench"
disableKinds = []
paginate = 30
timeZone = "UTC"
[taxonomies]
  topic = "topics"
  byline = "bylines"
  month = "months"
[permalinks]
  posts = "/:year/:month/:day/:slug/"
[services.rss]
  limit = 20
""",
    "layouts/_default/baseof.html": """<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>{{ .Title }} - {{ .Site.Title }}</title>
<meta name="viewport" content="width=device-width,initial-scale=1">
<meta name="description" content="{{ .Params.standfirst }}"><link rel="canonical" href="{{ .Permalink }}">
<meta property="og:title" content="{{ .Title }}"><meta property="og:description" content="{{ .Params.standfirst }}">
<link rel="stylesheet" href="/theme.css">{{ range .AlternativeOutputFormats }}
<link rel="alternate" type="{{ .MediaType.Type }}" href="{{ .Permalink }}">{{ end }}</head>
<body><header><a href="/">{{ .Site.Title }}</a><nav>{{ range $name, $t := site.Params.menu }}<a href="/{{ $t }}/">{{ $t }}</a>
{{ end }}</nav></header><main>{{ block "main" . }}{{ end }}</main>
<footer><a href="/index.xml">RSS</a></footer></body></html>
""",
    "layouts/_default/single.html": """{{ define "main" }}<article><h1>{{ .Title }}</h1><p>{{ .Params.standfirst }}</p>
<p>{{ range .Params.bylines }}<a href="/bylines/{{ . | urlize }}/">{{ . }}</a> {{ end }}<time datetime="{{ .Date.Format "2006-01-02T15:04:05Z07:00" }}">{{ .Date.Format "2 January 2006, 15:04" }}</time></p>
{{ with .Params.lead }}<figure><img src="/{{ . }}" width="640" height="427" alt="A gradient"></figure>{{ end }}
{{ .Content }}<ul>{{ range .Params.topics }}<li><a href="/topics/{{ . | urlize }}/">{{ . }}</a></li>{{ end }}</ul></article>{{ end }}
""",
    "layouts/_default/list.html": """{{ define "main" }}<h1>{{ .Title }}</h1>{{ range first 30 .Pages.ByDate.Reverse }}
<article><h2><a href="{{ .RelPermalink }}">{{ .Title }}</a></h2><p>{{ .Params.standfirst }}</p><time>{{ .Date.Format "2 January 2006" }}</time></article>{{ end }}{{ end }}
""",
    "layouts/month/term.html": """{{ define "main" }}<h1>{{ .Title }}</h1>{{ range .Pages.ByDate.Reverse }}
<article><h2><a href="{{ .RelPermalink }}">{{ .Title }}</a></h2><p>{{ .Params.standfirst }}</p><time>{{ .Date.Format "2 January 2006" }}</time></article>{{ end }}{{ end }}
""",
    "layouts/index.html": """{{ define "main" }}{{ range first 30 site.RegularPages.ByDate.Reverse }}
<article><h2><a href="{{ .RelPermalink }}">{{ .Title }}</a></h2><p>{{ .Params.standfirst }}</p></article>{{ end }}{{ end }}
""",
    "static/theme.css": "body{font-family:serif}\n",
}


def main():
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("folder", type=pathlib.Path)
    arguments.add_argument("--articles", type=int, default=10000)
    arguments.add_argument("--pictures", action="store_true", help="one picture for each article, 200 distinct")
    arguments.add_argument("--no-hugo", action="store_true", help="DIR/manuscripts alone")
    arguments.add_argument("--seed", type=int, default=1)
    chosen = arguments.parse_args()

    writer, rng = Writer(chosen.seed), random.Random(chosen.seed + 1)
    ours, theirs = chosen.folder / "manuscripts", chosen.folder / "hugo"
    write(chosen.folder / "kolokol.toml", kolokol_configuration())
    for section in SECTIONS:
        write(ours / "sections" / (section + ".md"), "---\nname: %s\ndescription: All about %s.\n---\n" % (section.capitalize(), section))
    topics = []
    for number in range(max(30, chosen.articles // 50)):
        name = " ".join(writer.take(2)).title()
        slug = "topic-%d" % number
        topics.append(slug)
        write(ours / "topics" / (slug + ".md"),
              "---\ntype: %s\nname: %s %d\ndescription: %s\n---\n" % (TOPIC_TYPES[number % 4], name, number, writer.sentence()))
    bylines = []
    for number in range(BYLINES):
        name = "%s %s" % tuple(w.capitalize() for w in writer.take(2)) + " %d" % number
        bylines.append(name)
        write(ours / "bylines" / ("byline-%d.md" % number), "---\nname: %s\n---\nWrites for the bench.\n" % name)

    if not chosen.no_hugo:
        for path, text in HUGO.items():
            write(theirs / path, text)
        with open(theirs / "config.toml", "a", encoding="utf-8") as config:
            config.write("[params]\n  menu = [%s]\n" % ", ".join('"%s"' % s for s in SECTIONS))
    if chosen.pictures:
        for number in range(200):
            bytes_ = png(rng)
            for folder in [ours / "pictures"] + ([] if chosen.no_hugo else [theirs / "static"]):
                folder.mkdir(parents=True, exist_ok=True)
                (folder / ("picture-%d.png" % number)).write_bytes(bytes_)

    step = (LAST_DAY - FIRST_DAY) / max(1, chosen.articles)
    topic_weights = [1 / (rank + 5) for rank in range(len(topics))]
    for number in range(chosen.articles):
        at = FIRST_DAY + step * number
        section, byline = rng.choice(SECTIONS), rng.randrange(BYLINES)
        chosen_topics = []
        while len(chosen_topics) < 3:
            topic = rng.choices(topics, weights=topic_weights)[0]
            if topic not in chosen_topics:
                chosen_topics.append(topic)
        headline, standfirst, body = writer.headline(), writer.sentence(), writer.body()
        slug, stamp = "article-%d" % number, at.strftime("%Y-%m-%dT%H:%M:%SZ")
        picture = "picture-%d.png" % (number % 200)
        lead = ('lead: {picture: %s, caption: A gradient., photographer: The Bench, licence: own, alt: A gradient from one colour to another.}\n'
                % picture) if chosen.pictures else ""
        write(ours / at.strftime("%Y/%m") / (slug + ".md"),
              "---\nheadline: %s\nstandfirst: %s\nsection: %s\ntopics: [%s]\nbylines: [%s]\npublished: %s\nslug: %s\n%s---\n%s"
              % (headline, standfirst, section, ", ".join(chosen_topics), bylines[byline], stamp, slug, lead, body))
        if chosen.no_hugo:
            continue
        write(theirs / "content" / section / at.strftime("%Y-%m") / (slug + ".md"),
              "---\ntitle: %s\nstandfirst: %s\ntopics: [%s]\nbylines: [%s]\nmonths: [%s]\ndate: %s\nslug: %s\n%s---\n%s"
              % (headline, standfirst, ", ".join(chosen_topics), bylines[byline], at.strftime("%Y-%m"), stamp, slug,
                 "lead: %s\n" % picture if chosen.pictures else "", body))


if __name__ == "__main__":
    main()
