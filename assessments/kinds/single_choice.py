"""Single choice: exactly one option is right. All or nothing."""

from __future__ import annotations

import random

from assessments.kinds import Answer, Content, ReviewedOption, register


class SingleChoice:
    """Content: {"options": [{"key", "text", "correct"}]}; the answer is the key of the chosen option."""

    name = "single_choice"
    attempt_template = "assessments/kinds/single_choice_attempt.html"
    review_template = "assessments/kinds/single_choice_review.html"

    def layout(self, content: Content, rng: random.Random, *, shuffle: bool) -> list[str]:
        """Keys of the options, shuffled when the quiz says so."""
        keys = [option["key"] for option in content["options"]]
        if shuffle:
            rng.shuffle(keys)
        return keys

    def shown(self, content: Content, layout: list[str]) -> list[dict[str, str]]:
        """Options in the order of the attempt: key and text only (DESIGN promise 4)."""
        texts = {option["key"]: option["text"] for option in content["options"]}
        return [{"key": key, "text": texts[key]} for key in layout]

    def accepts(self, content: Content, answer: Answer) -> bool:
        """One of the keys, or empty."""
        return answer == "" or answer in {option["key"] for option in content["options"]}

    def fraction(self, content: Content, answer: Answer) -> float:
        """1 for the correct option, else 0."""
        return float(any(option["key"] == answer and option["correct"] for option in content["options"]))

    def reviewed(self, content: Content, layout: list[str], answer: Answer) -> list[ReviewedOption]:
        """Every option, with the learner's choice and the right one."""
        right = {option["key"] for option in content["options"] if option["correct"]}
        return [
            ReviewedOption(option["text"], chosen=option["key"] == answer, correct=option["key"] in right)
            for option in self.shown(content, layout)
        ]


SINGLE_CHOICE = register(SingleChoice())
