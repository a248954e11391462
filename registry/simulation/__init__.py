"""A made-up registry whose groups look like the published ones. Pure: the day and the seed are passed in.

`published` holds the numbers aimed at, `groups` what is ours to assume, `people` draws one person at a time.
"""
