-- What conditional GETs need.
SELECT url, etag, last_modified FROM validator
