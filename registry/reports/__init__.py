"""What a report says of counts and means: intervals, limits, what silence may hide; and its charts. Pure: no Django."""
