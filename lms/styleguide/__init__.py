"""All components in all their states on one page, for those who develop the site: `STYLEGUIDE` in the settings."""
