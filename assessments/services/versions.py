"""Making versions of questions."""

from __future__ import annotations

from django.db import transaction

from assessments.models import Question, QuestionVersion


@transaction.atomic
def record_version(question: Question) -> QuestionVersion:
    """Keep the question as it is now as its current version. Unchanged content makes no new version.

    Call it whenever a question was saved; attempts draw versions, never questions.
    """
    locked = Question.objects.select_for_update(of=("self",)).get(pk=question.pk)
    latest = locked.versions.order_by("-number").first()
    basis_text = locked.basis.full_citation if locked.basis else locked.basis_note
    wanted = {
        "kind": locked.kind_name,
        "stem": locked.stem,
        "content": locked.content(),
        "explanation": locked.explanation,
        "basis": locked.basis,
        "basis_text": basis_text,
    }
    if latest is not None and all(getattr(latest, name) == value for name, value in wanted.items()):
        version = latest
    else:
        version = QuestionVersion.objects.create(question=locked, number=latest.number + 1 if latest else 1, **wanted)
    Question.objects.filter(pk=locked.pk).update(current_version=version)
    question.current_version = version
    return version
