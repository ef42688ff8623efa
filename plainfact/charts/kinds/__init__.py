"""The kinds of chart, one file each; `catalogue` joins them."""
