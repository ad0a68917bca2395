-- What an index of all digests says of each, so that it is not parsed out of each at every delivery.
ALTER TABLE digest ADD COLUMN title VARCHAR;
ALTER TABLE digest ADD COLUMN tlp VARCHAR;
ALTER TABLE digest ADD COLUMN contests VARCHAR[];
ALTER TABLE digest ADD COLUMN stories VARCHAR[];
UPDATE digest SET
    title = json_extract_string(json, '$.title'),
    tlp = json_extract_string(json, '$.tlp'),
    contests = coalesce(json_extract_string(json, '$.cards[*].proposition'), []),
    stories = coalesce(json_extract_string(json, '$.stories[*].title'), []);
