//! Tables of any encoding and separator, read by header name.
