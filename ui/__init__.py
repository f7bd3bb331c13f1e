"""Everything a person sees; the only place that knows Qt."""
