"""For trainers: exercises drawn from the rule base, and the order of questions that a ladder shows."""

from __future__ import annotations


from expert.teach.order import QuestionOrder, question_order


