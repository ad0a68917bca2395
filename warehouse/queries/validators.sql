-- What conditional GETs of sources and of the lists they lead to need; those of pages go with `due_pages`.
SELECT url, etag, last_modified
FROM validator
WHERE url NOT IN (SELECT url FROM page WHERE url IS NOT NULL) OR url IN (SELECT location FROM source)
