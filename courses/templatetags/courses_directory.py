"""Who stands behind the courses of a site, for its public pages."""

from django import template

from courses.directory.queries import cities_by_country, teaching_organizations

register = template.Library()
register.simple_tag(cities_by_country)
register.simple_tag(teaching_organizations)
