from datetime import date

import pytest

from courses.sharing.rules import CourseFacts, RunFacts, balanced_lines, course_data


def letters(text: str) -> float:
    return 10 * len(text)


@pytest.mark.parametrize(
    ("text", "limit", "lines"),
    [
        ("City diplomacy", 200, ["City diplomacy"]),
        ("City diplomacy", 100, ["City", "diplomacy"]),
        ("Letters between two cities at war", 240, ["Letters between", "two cities at war"]),
        ("Municipality", 60, ["Municipality"]),
        ("", 200, []),
    ],
)
def test_balanced_lines_for_each_width_are_few_and_even(text: str, limit: float, lines: list[str]) -> None:
    assert balanced_lines(text, letters, limit) == lines


FACTS = CourseFacts(
    title="Twinning",
    lead="Two cities.",
    address="https://example.org/courses/twinning/",
    picture="https://example.org/share/1/ab.jpg",
    languages=["en", "fa"],
    level="Introductory",
    minutes=90,
    outcomes=["Write to another city"],
    topics=["history"],
    providers=[("City archive", "https://archive.example.org/"), ("Museum", "")],
    instructors=["Irina Volkova"],
    runs=[RunFacts("Spring", date(2027, 3, 1), date(2027, 5, 31)), RunFacts("Always", None, None)],
)


def test_course_data_of_a_course_with_runs_says_all_that_is_known() -> None:
    irina = [{"@type": "Person", "name": "Irina Volkova"}]
    assert course_data(FACTS) == {
        "@context": "https://schema.org",
        "@type": "Course",
        "@id": "https://example.org/courses/twinning/",
        "url": "https://example.org/courses/twinning/",
        "name": "Twinning",
        "description": "Two cities.",
        "image": "https://example.org/share/1/ab.jpg",
        "inLanguage": ["en", "fa"],
        "educationalLevel": "Introductory",
        "timeRequired": "PT90M",
        "teaches": ["Write to another city"],
        "about": ["history"],
        "provider": [
            {"@type": "Organization", "name": "City archive", "url": "https://archive.example.org/"},
            {"@type": "Organization", "name": "Museum"},
        ],
        "hasCourseInstance": [
            {
                "@type": "CourseInstance",
                "name": "Spring",
                "courseMode": "Online",
                "courseWorkload": "PT90M",
                "startDate": "2027-03-01",
                "endDate": "2027-05-31",
                "instructor": irina,
            },
            {
                "@type": "CourseInstance",
                "name": "Always",
                "courseMode": "Online",
                "courseWorkload": "PT90M",
                "instructor": irina,
            },
        ],
    }
