-- What conditional GETs of sources and of the lists they lead to need; those of pages go with `due_pages`.
SELECT url, etag, last_modified
FROM validator
WHERE rowid IN (
    SELECT rowid FROM validator WHERE NOT of_page
    UNION
    SELECT rowid FROM validator WHERE url IN (SELECT location FROM source)
)
