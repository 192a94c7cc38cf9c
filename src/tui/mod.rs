//! The screens: model, update, view.
