-- Stories whose id begins so; of many the first few.
SELECT story_id FROM story WHERE starts_with(story_id, $1) ORDER BY story_id LIMIT 5
