"""What every entry is made of: catalogs, parameters, problems that name a place and a remedy."""
