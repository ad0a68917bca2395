-- All addresses of sources whose pages are kept, by hash, in no order: as offered, and as reached by redirects. A page that failed is
-- kept with what its feed said of it, but without bytes: its address is not here, and is tried again.
SELECT hash
FROM address
