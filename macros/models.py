"""The shape of every data file; the editor schemas in data/ are written from here."""

import re
import unicodedata
from collections.abc import Iterator
from datetime import date
from typing import Annotated, Literal, Self

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints, model_validator

Category = Literal[
    "activity",
    "contract",
    "data",
    "design",
    "document",
    "organization",
    "product",
    "quality",
    "region",
    "regulation",
    "role",
    "safety",
]
Audience = Literal["newcomer", "sponsor", "site", "provider", "quality", "patient", "contributor"]
Region = Literal[
    "ICH",
    "OECD",
    "International",
    "Australia",
    "Brazil",
    "Canada",
    "China",
    "EU",
    "France",
    "Germany",
    "India",
    "Japan",
    "Korea",
    "Latin America",
    "Singapore",
    "Spain",
    "Taiwan",
    "UK",
    "US",
]
SourceKind = Literal["law", "guideline", "guidance", "standard", "form", "paper", "report", "article", "page"]
QuestionTopic = Literal[
    "First steps",
    "Trial basics",
    "Who does what",
    "How CRO and SMO work together",
    "Choosing and outsourcing",
    "Money and contracts",
    "Rules, oversight and quality",
    "By country",
    "Patients and the public",
    "Careers and learning",
    "Physicians and site owners",
]
TrialPhase = Literal["design", "start-up", "conduct", "oversight", "safety", "results", "close-out"]
Doer = Literal["sponsor", "cro", "smo", "site", "investigator", "committee", "other"]
HandOver = Literal["in writing", "yes", "tasks", "no", "not provided for", "not addressed", "unknown"]
Verdict = Literal["accurate", "oversimplified", "wrong"]
Party = Literal["sponsor", "cro", "smo", "site", "reviewers", "participant"]
Lane = Literal[Party, "other"]


def _whole_date(value: object) -> object:
    """Accept only the plain form 2026-11-23, which pydantic alone would not insist on."""
    if isinstance(value, str) and not re.fullmatch(r"\d{4}-\d{2}-\d{2}", value):
        raise ValueError("write the date as YYYY-MM-DD")
    return value


Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
Name = Annotated[Text, Field(max_length=90, pattern=r"^[^\[\]{}<>|]+$")]
Sentence = Annotated[Text, Field(min_length=20, max_length=400, pattern=r"[.!?”\])]$")]
Plain = Annotated[Text, Field(min_length=20, max_length=300, pattern=r"[.!?”\])]$")]
Prose = Annotated[Text, Field(min_length=40, max_length=700, pattern=r"[.!?”\])]$")]
Cell = Annotated[Text, Field(max_length=420)]
Day = Annotated[date, BeforeValidator(_whole_date)]
Url = Annotated[Text, Field(pattern=r"^https?://\S+$")]
Language = Annotated[Text, Field(pattern=r"^[a-z]{2}(-[A-Z][A-Za-z]+)?$")]
QuestionId = Annotated[Text, Field(pattern=r"^[1-9]\d{0,2}$")]
Identifier = Annotated[Text, Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")]
Words = Annotated[Text, Field(pattern=r"^[a-z0-9]+(\s[a-z0-9]+)*$")]


def slug(name: str) -> str:
    """The address of a name: lower case, ASCII letters and digits, hyphens between.

    “+” stays readable as “plus”, so that ALCOA and ALCOA+ do not share an address.
    """
    text = unicodedata.normalize("NFKD", name.replace("+", " plus ")).casefold()
    text = re.sub(r"[’']", "", text.encode("ascii", "ignore").decode())
    return re.sub(r"[^a-z0-9]+", "-", text).strip("-")


class Model(BaseModel):
    """Unknown fields are an error, so that a misspelt field is noticed."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Reading(Model):
    """What one authority says a term means."""

    says: Sentence = Field(description="Our words, or a short quotation in quotation marks.")
    source: Text = Field(description="“source-id, section”.")


class Dated(Model):
    """Something that a newer thing may have replaced."""

    status: Literal["current", "superseded"] = Field("current", description="Is it still in use?")
    replaced_by: Name | None = Field(None, description="What to use now, if superseded.")

    @model_validator(mode="after")
    def _superseded_names_its_successor(self) -> Self:
        if (self.status == "superseded") != (self.replaced_by is not None):
            raise ValueError("“status: superseded” and “replaced_by” go together: write both or none")
        return self


class Term(Dated):
    """One glossary entry."""

    term: Name = Field(description="The name as readers would look it up.")
    abbreviation: Name | None = Field(None, description="Short form, such as CRO.")
    category: Category = Field(description="The kind of thing the term names.")
    plain: Plain = Field(description="At most two sentences that a patient understands.")
    definition: Prose = Field(description="The exact meaning, in one to three sentences.")
    sources: Annotated[tuple[Text, ...], Field(min_length=1)] = Field(
        description="Where the meaning comes from: “source-id, section”."
    )
    also_called: tuple[Name, ...] = Field((), description="Other names in use today.")
    old_names: tuple[Name, ...] = Field(
        (), description="Names of older rules or of this entry; their addresses lead here."
    )
    asked_as: tuple[Text, ...] = Field(
        (), description="Phrases by which people ask who do not know the word; the search finds it by them."
    )
    see_also: tuple[Name, ...] = Field((), description="Other terms, by their name.")
    not_to_confuse_with: dict[Name, Sentence] = Field(
        default_factory=dict, description="Another term, and what tells the two apart."
    )
    names: dict[Language, Text] = Field(
        default_factory=dict, description="The name in other languages, by language code."
    )
    names_also: dict[Language, Annotated[tuple[Text, ...], Field(min_length=1)]] = Field(
        default_factory=dict, description="Further names in other languages, by language code."
    )
    by_authority: dict[Name, Reading] = Field(
        default_factory=dict, description="What each authority says, for contested terms."
    )
    in_practice: Sentence | None = Field(
        None, description="What the difference between the authorities means in practice."
    )
    other_meanings: tuple[Text, ...] = Field((), description="What the same letters or word mean elsewhere.")
    start_here: Literal["true"] | None = Field(None, description="true if a newcomer should know it first.")
    added: Day = Field(description="The day on which the entry was first published.")
    reviewed: Day = Field(description="The day on which the entry was last checked against its sources.")
    changes: dict[Day, Sentence] = Field(
        default_factory=dict, description="What changed in the meaning since, by day."
    )

    @property
    def slug(self) -> str:
        """The address of the term's page, from its name alone."""
        return slug(self.term)

    @property
    def changed(self) -> date:
        """The day of the last change of the entry’s meaning, or else the day on which it was added."""
        return max(self.changes, default=self.added)

    @property
    def title(self) -> str:
        """The name with its short form: “Contract research organization (CRO)”."""
        return f"{self.term} ({self.abbreviation})" if self.abbreviation else self.term


class EverydayWords(Model):
    """The words in which people ask for a term who do not know its name, by how often they use them."""

    term: Name = Field(description="The name of the term, as in glossary.yml.")
    mostly: Words | None = Field(None, description="Words that one in eight or more of those who ask use.")
    often: Words | None = Field(None, description="Words that one in twenty or more use.")
    seldom: Words | None = Field(None, description="Words that some use.")

    def levels(self) -> Iterator[tuple[str, int]]:
        """Each word with its level: 0 for seldom, 1 for often, 2 for mostly."""
        for level, words in enumerate((self.seldom, self.often, self.mostly)):
            for word in (words or "").split():
                yield word, level


class Source(Dated):
    """One document that pages cite."""

    id: Identifier = Field(description="Short name, as in [@ich-e6-r3, 3.6.6].")
    title: Text = Field(description="The title as published.")
    issuer: Text = Field(description="Who issued it.")
    region: Region = Field(description="Where it applies.")
    kind: SourceKind = Field(description="What it is; law counts more than an article.")
    date: Text = Field(description="Edition or date, as printed.")
    url: Url = Field(description="Where to read it.")
    kept_for: Sentence | None = Field(None, description="Why a superseded edition is still mentioned.")
    sections: Annotated[dict[Text, Sentence], Field(min_length=1)] = Field(
        description="Each section that we cite, with one line on what it says."
    )

    @model_validator(mode="after")
    def _old_edition_is_kept_for_a_reason(self) -> Self:
        if (self.status == "superseded") != (self.kept_for is not None):
            raise ValueError("“status: superseded” and “kept_for” go together: write both or none")
        return self


class Row(Model):
    """One question and its answer for each option."""

    question: Name = Field(description="What is compared in this row.")
    answers: Annotated[tuple[Cell, ...], Field(min_length=1)] = Field(
        description="One answer for each option; may hold [Term] and [@source, section]."
    )


class Comparison(Model):
    """One comparison table."""

    title: Name = Field(description="The caption of the table.")
    summary: Sentence = Field(description="What the table compares, in one sentence.")
    reviewed: Day = Field(description="The day on which its claims were checked.")
    first_column: Name = Field(description="The heading above the questions.")
    options: Annotated[tuple[Name, ...], Field(min_length=1, max_length=5)] = Field(
        description="What is compared: the headings of the other columns."
    )
    rows: Annotated[tuple[Row, ...], Field(min_length=2)] = Field(description="The questions.")


class Claim(Model):
    """One claim of popular explainers, and where this site covers it."""

    id: Annotated[Text, Field(pattern=r"^D\d{2}$")] = Field(description="D01, D02, …")
    claim: Sentence = Field(description="What is often said, in our words.")
    verdict: Verdict = Field(description="Is it so?")
    note: Cell = Field(description="What is true; may hold [Term] and [@source, section].")
    page: Text = Field(description="The page that covers it, such as cro/what-a-cro-is.md.")
    heading: Text = Field(description="The heading on that page, word for word.")


class Question(Model):
    """What readers ask, in their words, and the short answer."""

    id: QuestionId = Field(description="Its number, which pages name in their front matter.")
    topic: QuestionTopic = Field(description="The group in which it is listed.")
    question: Annotated[Text, Field(min_length=10, max_length=200)] = Field(description="As readers ask it.")
    answer: Annotated[Text, Field(min_length=30, max_length=600, pattern=r"[.!?”\])]$")] = Field(
        description="One or two sentences; may hold [Term] and [@source, section]."
    )


class Step(Model):
    """One page of a reading path."""

    page: Text = Field(description="The page, such as cro/what-a-cro-is.md.")
    why: Sentence = Field(description="What the reader gets from it.")


class ReadingPath(Model):
    """A reading path: pages in an order that serves one kind of reader."""

    id: Identifier = Field(description="Short name, for links and for the reader's device.")
    title: Name = Field(description="For whom it is.")
    summary: Sentence = Field(description="What one knows at the end.")
    steps: Annotated[tuple[Step, ...], Field(min_length=3)] = Field(description="The pages, in order.")


class Stage(Model):
    """One stage of a trial's life, and who acts in it."""

    stage: Name = Field(description="The name of the stage.")
    summary: Sentence = Field(description="What happens, in one sentence.")
    acts: Annotated[dict[Party, Cell], Field(min_length=1)] = Field(
        description="What each party does; who is not named does nothing special."
    )


class Rule(Model):
    """What an authority says in general on handing over one side's work."""

    answer: HandOver = Field(description="May it be handed over?")
    accountable: Cell = Field(description="Who stays accountable.")
    says: Sentence = Field(description="The rule in our words; may hold [Term].")
    source: Text | None = Field(None, description="“source-id, section”; left out if the rule is unknown.")

    @model_validator(mode="after")
    def _known_rules_have_a_source(self) -> Self:
        if (self.answer == "unknown") != (self.source is None):
            raise ValueError("a rule has a source, unless its answer is “unknown”")
        return self


class Authority(Model):
    """A set of rules by which the responsibilities are compared."""

    id: Identifier = Field(description="Short name, for links and for “clauses”.")
    name: Name = Field(description="As readers see it.")
    warning: Cell | None = Field(None, description="What to know before anything is handed over.")
    sponsor: Rule = Field(description="On the work of the sponsor.")
    site: Rule = Field(description="On the work of the investigator and the site.")


class Activity(Model):
    """One activity of a trial: whose it is, who does it, and what can be handed over."""

    id: Identifier = Field(description="Short name, for links.")
    activity: Name = Field(description="What is done.")
    phase: TrialPhase = Field(description="When, in the life of a trial.")
    plain: Plain = Field(description="What it is, in plain words.")
    side: Literal["sponsor", "site", "both", "committee"] = Field(description="Whose activity it is.")
    usual: Annotated[tuple[Doer, ...], Field(min_length=1)] = Field(description="Who usually does it.")
    may: Annotated[tuple[Doer, ...], Field(min_length=1)] = Field(description="Who may do it.")
    hand_over: Literal["yes", "tasks", "no"] = Field(
        description="May it be handed over: yes; tasks of it, but not the decision; no."
    )
    reaches: dict[Literal["reviewers", "participant"], Name] = Field(
        default_factory=dict, description="What others do or get in it, in a few words; for the trial map."
    )
    clauses: dict[Identifier, Text] = Field(
        default_factory=dict, description="By authority, the section about this very activity."
    )
    not_addressed: tuple[Identifier, ...] = Field(
        (), description="The authorities whose rules do not know this activity."
    )
    not_confirmed: tuple[Identifier, ...] = Field(
        (), description="The authorities of which we could not see whether their rules know this activity."
    )
    accountable: dict[Identifier, Name] = Field(
        default_factory=dict, description="By authority, who answers for it, where its clause names another."
    )


class When(Model):
    """The conditions of a rule of the planner; all that are given must hold."""

    authority: Identifier | None = Field(None, description="For this authority only.")
    side: Literal["sponsor", "site", "both", "committee"] | None = Field(None, description="Whose activity.")
    activity: tuple[Identifier, ...] = Field((), description="For these activities only.")
    hand_over: Literal["yes", "tasks", "no"] | None = Field(None, description="As in responsibilities.yml.")
    doer: tuple[Doer, ...] = Field((), description="If one of these does it.")
    outside: Literal["true"] | None = Field(None, description="true if a doer is not among those who may.")
    count: Literal["none", "several"] | None = Field(None, description="How many are named.")
    one_group: Literal["true"] | None = Field(None, description="true if CRO and SMO belong to one group.")
    also: tuple[Doer, ...] = Field((), description="If one of these also does an activity of the site.")
    whole_side: tuple[Doer, ...] = Field(
        (), description="If these do every activity of the side, and nobody else does any."
    )


class PlanRule(Model):
    """One rule of the planner: when it applies, how grave it is, and what it says."""

    id: Identifier = Field(description="Short name.")
    level: Literal["stop", "warn", "note"] = Field(description="stop: not possible; warn: act; note: know.")
    when: When = Field(description="The conditions.")
    says: Sentence = Field(description="What the planner says; plain text.")
    source: Text | None = Field(None, description="“source-id, section”; left out for our own advice.")


class Choice(Model):
    """One answer of the chooser."""

    says: Name = Field(description="The answer as readers would give it.")
    because: Sentence = Field(description="Why it leads where it leads.")
    next: Identifier = Field(description="The next question, or the result.")


class ChooserQuestion(Model):
    """One question of the chooser."""

    id: Identifier = Field(description="Short name, for links.")
    question: Name = Field(description="The question.")
    answers: Annotated[tuple[Choice, ...], Field(min_length=2)] = Field(description="The answers.")


class Outcome(Model):
    """One result of the chooser: reasons for and against, and what stays with the reader."""

    id: Identifier = Field(description="Short name, for links.")
    title: Name = Field(description="The result.")
    pro: Sentence = Field(alias="for", description="What speaks for it.")
    against: Sentence = Field(description="What speaks against it.")
    stays: Cell = Field(description="What stays yours; may hold [Term] and [@source, section].")
    read: Annotated[tuple[Text, ...], Field(min_length=1)] = Field(description="Pages to read.")


class Chooser(Model):
    """A tree of questions that ends in results; the first question is where it begins."""

    questions: Annotated[tuple[ChooserQuestion, ...], Field(min_length=1)] = Field(
        description="The questions."
    )
    results: Annotated[tuple[Outcome, ...], Field(min_length=1)] = Field(description="The results.")


class Item(Model):
    """One line of a checklist."""

    item: Annotated[Text, Field(max_length=120)] = Field(description="What to check or to do.")
    source: Text | None = Field(None, description="“source-id, section”, where a rule is behind it.")


class Checklist(Model):
    """A list to take along."""

    id: Identifier = Field(description="Short name, for links and files.")
    title: Name = Field(description="Its name.")
    summary: Sentence = Field(description="For whom or what it is.")
    items: Annotated[tuple[Item, ...], Field(min_length=3)] = Field(description="The lines.")


class Box(Model):
    """One box of a diagram, placed on a grid of columns and rows."""

    id: Identifier = Field(description="Short name that the arrows use.")
    label: Name = Field(description="The name in the box.")
    note: Name | None = Field(None, description="A few words under the name.")
    column: Annotated[int, Field(ge=0, le=3)] = Field(description="0 is left.")
    row: Annotated[int, Field(ge=0, le=4)] = Field(description="0 is the top.")


class Arrow(Model):
    """One relation in a diagram."""

    start: Identifier = Field(description="The box where it begins.")
    end: Identifier = Field(description="The box where it ends.")
    kind: Literal["contract", "money", "oversight", "data", "report", "work"] = Field(
        description="What goes along it."
    )
    varies: bool = Field(False, description="Is it found in some countries only?")
    says: Cell = Field(description="The relation in words; may hold [Term] and [@source, section].")


class Diagram(Model):
    """A picture of boxes and arrows, with its words."""

    title: Name = Field(description="The name of the picture.")
    summary: Sentence = Field(description="What it shows, for readers who do not see it.")
    boxes: Annotated[tuple[Box, ...], Field(min_length=2)] = Field(description="The parties.")
    arrows: Annotated[tuple[Arrow, ...], Field(min_length=1)] = Field(description="The relations.")


class Bar(Model):
    """One bar of a timeline."""

    label: Name = Field(description="What it stands for.")
    start: Annotated[float, Field(ge=0)] = Field(0, description="Where it begins.")
    end: Annotated[float, Field(gt=0)] = Field(description="Where it ends.")
    mark: Name = Field(description="A few words at its end, such as “7 days”.")
    says: Cell = Field(description="The bar in words; may hold [Term] and [@source, section].")


class Timeline(Model):
    """A picture of bars along a scale, with its words."""

    title: Name = Field(description="The name of the picture.")
    summary: Sentence = Field(description="What it shows, for readers who do not see it.")
    unit: Name = Field(description="The words under the scale, such as “days after the site knows”.")
    bars: Annotated[tuple[Bar, ...], Field(min_length=2)] = Field(description="The bars, from the top.")


class Page(Model):
    """The front matter of a page."""

    title: Name = Field(description="The title, as in the first heading.")
    description: Annotated[Text, Field(min_length=30, max_length=160)] = Field(
        description="What the page answers, in one sentence."
    )
    audience: Annotated[tuple[Audience, ...], Field(min_length=1)] = Field(description="For whom it is.")
    reviewed: Day = Field(description="The day on which its claims were checked.")
    render_macros: Literal["true"] | None = Field(None, description="true if it calls a macro.")
    template: Literal["home.html", "glossary.html"] | None = Field(None, description="Its layout.")
    changes: dict[Day, Sentence] = Field(
        default_factory=dict, description="What changed in the meaning since it was published, by day."
    )
    answers: dict[QuestionId, Text] = Field(
        default_factory=dict,
        description="The readers’ questions that it answers, by id, and the heading that answers each.",
    )
