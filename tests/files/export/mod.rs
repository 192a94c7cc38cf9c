//! Exports through the front door: rows in, bytes out; and a whole base out and in again.

mod base;
mod contacts;
mod control;
mod register;
mod register_workbook;
mod reminders;
mod schools;
