"""The site of the demo: home, library, articles, course, question bank."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.contrib.auth.models import Group, Permission
from wagtail.models import (
    Collection,
    GroupApprovalTask,
    GroupCollectionPermission,
    GroupPagePermission,
    Page,
    Site,
    Task,
    Workflow,
)

from assessments.enums import QuestionStatus
from assessments.models import QuestionCategory, QuizActivity, SingleChoiceOption, SingleChoiceQuestion
from assessments.services import record_version
from certificates.models import CertificateDesign
from cms.models import HomePage, SiteInfo
from courses.models import Course, CourseCatalogPage, Lesson, Section
from lms.demo.data import legal_text, read
from outreach.models import ArticleIndexPage, ArticlePage, LegalLibraryPage, Provision
from outreach.services import recognise_file, save_document
from people.models import OrganisationUnit

ProvisionKey = tuple[str, str]


def load_site(ward: OrganisationUnit) -> HomePage:
    """An empty home page for the ward, in place of Wagtail's welcome page."""
    root = Page.get_first_root_node()
    Site.objects.all().delete()
    for page in root.get_children():
        page.delete()
    root = Page.get_first_root_node()
    home = HomePage(
        title="Khai Trí",
        slug="trang-chu",
        summary="Văn bản của phường, bài giải thích dễ đọc và khóa học về dân chủ ở cơ sở.",
        hero_title="Hiểu luật để cùng bàn, cùng làm, cùng giám sát",
        hero_text="Văn bản của phường, bài giải thích dễ đọc và khóa học về dân chủ ở cơ sở.",
        hints=[
            ("hint", {"label": "Thời hạn niêm yết", "url": "/tim-kiem/?q=thời hạn niêm yết"}),
            ("hint", {"label": "Ban Thanh tra nhân dân", "url": "/tim-kiem/?q=ban thanh tra nhân dân"}),
            ("hint", {"label": "Quy ước khu phố", "url": "/tim-kiem/?q=quy ước khu phố"}),
        ],
    )
    root.add_child(instance=home)
    site = Site.objects.create(
        hostname="localhost", port=80, root_page=home, is_default_site=True, site_name="Khai Trí, phường Vĩnh Tân"
    )
    SiteInfo.objects.create(
        site=site,
        unit=ward,
        name="Ủy ban nhân dân phường Vĩnh Tân",
        tagline="Pháp luật và học tập phường Vĩnh Tân",
        address="Trụ sở UBND phường Vĩnh Tân, Thành phố Hồ Chí Minh",
        phone="028 0000 0000 (số minh họa)",
        email="khaitri@example.gov.vn",
        responsible="Chủ tịch UBND phường",
        hours="7 giờ 30 đến 11 giờ 30, 13 giờ đến 17 giờ, thứ Hai đến thứ Sáu",
    )
    CertificateDesign.objects.create(
        unit=ward,
        parent_agency="ỦY BAN NHÂN DÂN\nTHÀNH PHỐ HỒ CHÍ MINH",
        agency="ỦY BAN NHÂN DÂN\nPHƯỜNG VĨNH TÂN",
        place="Vĩnh Tân",
        authority="TM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH",
        signer="Trần Văn An",
    )
    return home


def load_library(home: HomePage) -> dict[ProvisionKey, Provision]:
    """The six legal texts, published. Returns their provisions by document key and anchor."""
    library = LegalLibraryPage(
        title="Văn bản", slug="van-ban", summary="Luật, nghị định và nghị quyết, tra được đến từng điều, khoản, điểm."
    )
    home.add_child(instance=library)
    for key, stated in read("library").items():
        save_document(
            recognised=recognise_file(*legal_text(key)),
            library=library,
            publish=True,
            acting_user=None,
            details=_stated_fields(key, stated),
        )
    provisions = Provision.objects.select_related("document")
    return {(provision.document.slug, provision.anchor): provision for provision in provisions}


def _stated_fields(key: str, stated: dict[str, Any]) -> dict[str, Any]:
    days = {
        name: stated[name] and date.fromisoformat(stated[name])
        for name in ("issued_on", "effective_from", "effective_to")
    }
    words = {name: stated[name] for name in ("title", "short_title", "kind", "number", "agency", "session", "note")}
    return {"slug": key, "validity": stated["status"], **words, **days}


Activities = dict[str, QuizActivity]


def body_of(
    blocks: list[dict[str, Any]], provisions: dict[ProvisionKey, Provision], activities: Activities
) -> list[Any]:
    """Blocks of the demo's JSON as StreamField values."""
    return [(block["type"], _value(block, provisions, activities)) for block in blocks]


def _value(block: dict[str, Any], provisions: dict[ProvisionKey, Provision], activities: Activities) -> Any:
    value = block["value"]
    if block["type"] == "provision":
        return provisions[value["document"], value["anchor"]]
    return activities[value] if block["type"] == "activity" else value


def load_questions(provisions: dict[ProvisionKey, Provision]) -> Activities:
    """The question bank and the two quizzes drawn from it."""
    names = {
        "nghi-quyet": "Nghị quyết của phường",
        "luat-dan-chu": "Luật Thực hiện dân chủ ở cơ sở",
        "luyen-tap": "Luyện tập",
    }
    categories = {key: QuestionCategory.objects.create(name=name) for key, name in names.items()}
    for item in [*read("questions"), *read("practice_questions")]:
        basis = item["basis"] and provisions[item["basis"]["document"], item["basis"]["anchor"]]
        question = SingleChoiceQuestion(
            category=categories[item["category"]],
            stem=item["stem"],
            explanation=item["explanation"],
            basis=basis or None,
            basis_note=item["basis_note"],
            difficulty=item["difficulty"],
            status=QuestionStatus.READY,
        )
        question.options = [
            SingleChoiceOption(text=text, is_correct=number == item["answer"], sort_order=number)
            for number, text in enumerate(item["options"])
        ]
        question.save()
        record_version(question)
    final = QuizActivity.objects.create(
        title="Bài kiểm tra cuối khóa",
        instructions="Làm bài một mình, được mở văn bản để tra. Mỗi câu có một phương án đúng.",
        question_count=20,
        minutes=30,
        attempts_allowed=3,
    )
    final.categories.set([categories["nghi-quyet"], categories["luat-dan-chu"]])
    practice = QuizActivity.objects.create(
        title="Luyện tập: niêm yết và thời hạn công khai",
        instructions="Làm để tự kiểm tra; kết quả không tính vào bài cuối khóa.",
        question_count=5,
        minutes=10,
        attempts_allowed=None,
        needs_pass=False,
    )
    practice.categories.set([categories["luyen-tap"]])
    return {"final-quiz": final, "practice-quiz": practice}


def load_course(home: HomePage, provisions: dict[ProvisionKey, Provision], activities: Activities) -> Course:
    """The catalogue and the course, every page published through a revision as an editor would."""
    catalogue = CourseCatalogPage(
        title="Khóa học", slug="khoa-hoc", summary="Khóa học cho cán bộ, công chức, thành viên các ban và người dân."
    )
    home.add_child(instance=catalogue)
    data = read("course")
    course = Course(
        title=data["title"],
        slug=data["slug"],
        summary=data["summary"],
        outcomes=[("outcome", outcome) for outcome in data["outcomes"]],
        audience_note=data["audience_note"],
        periods=data["periods"],
        contact="Ông Lê Văn Hải, công chức Tư pháp - Hộ tịch",
    )
    catalogue.add_child(instance=course)
    for number, section_data in enumerate(data["sections"], start=1):
        section = Section(title=section_data["title"], slug=f"phan-{number}")
        course.add_child(instance=section)
        for lesson_data in section_data["lessons"]:
            lesson = Lesson(
                title=lesson_data["title"],
                slug=lesson_data["slug"],
                minutes=lesson_data["minutes"],
                body=body_of(lesson_data["body"], provisions, activities),
            )
            section.add_child(instance=lesson)
            lesson.save_revision().publish()
        section.save_revision().publish()
    course = Course.objects.get(pk=course.pk)
    course.save_revision().publish()
    return course


def load_articles(home: HomePage, provisions: dict[ProvisionKey, Provision], course: Course) -> None:
    """Articles for residents."""
    index = ArticleIndexPage(title="Bài viết", slug="bai-viet", summary="Bài giải thích pháp luật dễ đọc cho bà con.")
    home.add_child(instance=index)
    for data in read("articles"):
        article = ArticlePage(
            title=data["title"],
            slug=data["slug"],
            summary=data["summary"],
            topic=data["topic"],
            author_line=data["author_line"],
            published_on=date.fromisoformat(data["published"]),
            key_points=[("point", point) for point in data["key_points"]],
            body=body_of(data["body"], provisions, {}),
            related_page=course if data["related_course"] else None,
        )
        index.add_child(instance=article)
        article.save_revision().publish()


def grant_page_permissions(home: HomePage, groups: dict[str, Group]) -> None:
    """Trainers write and publish below the catalogue; articles they write go through moderation: a leader looks at
    them and publishes."""
    rights = [
        ("Giảng viên", CourseCatalogPage, ("add_page", "change_page", "publish_page")),
        ("Giảng viên", ArticleIndexPage, ("add_page", "change_page")),
        ("Lãnh đạo", ArticleIndexPage, ("change_page", "publish_page")),
    ]
    for group, page_type, codenames in rights:
        page = page_type.objects.child_of(home).get()
        for codename in codenames:
            permission = Permission.objects.get(content_type__app_label="wagtailcore", codename=codename)
            GroupPagePermission.objects.create(group=groups[group], page=page, permission=permission)
    for codename in ("add_image", "choose_image", "add_document", "choose_document"):
        GroupCollectionPermission.objects.create(
            group=groups["Giảng viên"],
            collection=Collection.get_first_root_node(),
            permission=Permission.objects.get(codename=codename),
        )
    # Wagtail brings a workflow of one step for every page; the step is the leader's.
    Workflow.objects.update(name="Duyệt bài")
    Task.objects.update(name="Lãnh đạo duyệt")
    for task in GroupApprovalTask.objects.all():
        task.groups.set([groups["Lãnh đạo"]])
