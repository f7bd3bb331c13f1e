"""Our server as an Upstream, over HTTP; knows the wire, not the server's inside."""
