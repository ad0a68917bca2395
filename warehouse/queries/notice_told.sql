-- Whether the operator was told of this.
SELECT told_at FROM notice WHERE about = $1 AND since = $2
