//! What a face may ask of the base, and who answers.
