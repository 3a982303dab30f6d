"""What viewsets of the admin share."""

from __future__ import annotations

from wagtail.admin.forms.choosers import BaseFilterForm, SearchFilterMixin
from wagtail.admin.views.generic.chooser import ChooseResultsView, ChooseView
from wagtail.admin.viewsets.chooser import ChooserViewSet

from people.folding import fold


class FoldedSearchForm(SearchFilterMixin, BaseFilterForm):
    """What is searched for is folded, as the index is, so that marks make no difference."""

    def clean_q(self) -> str:
        """The words without marks."""
        return fold(self.cleaned_data["q"])


class FoldedChooseView(ChooseView):
    """The dialogue as it opens."""

    filter_form_class = FoldedSearchForm


class FoldedChooseResultsView(ChooseResultsView):
    """The list as one types."""

    filter_form_class = FoldedSearchForm


class FoldedChooserViewSet(ChooserViewSet):
    """Choose among rows whose index is folded (`AutocompleteField("folded_text")`)."""

    choose_view_class = FoldedChooseView
    choose_results_view_class = FoldedChooseResultsView
