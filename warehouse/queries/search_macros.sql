-- How text is compared in a search: lower case, no accents, no "'s", abbreviations without their dots ("U.N." is "un"),
-- words parted and surrounded by one blank.
CREATE TEMP MACRO folded(text) AS
    ' ' || trim(regexp_replace(regexp_replace(regexp_replace(
        lower(strip_accents(text)),
        '[''’]s\b', '', 'g'),
        '\b(\pL)\.(\pL)(?:\.(\pL))?\b\.?', '\1\2\3', 'g'),
        '[^\pL\pN]+', ' ', 'g')) || ' ';
