//! The macros that declare what an answer, a choice or a text is for: one enum each, of which every member does its own.

/// Declares how each state becomes a member of an enum.
macro_rules! from {
    ($name:ident: $($variant:ident($state:ty))*) => {
        $(impl From<$state> for $name {
            fn from(state: $state) -> Self {
                Self::$variant(Box::new(state))
            }
        })*
    };
}

/// Declares what an answer for the dialog is for, and of which kind the answer is.
macro_rules! waiting {
    ($($variant:ident($state:ty) = $answer:ident)*) => {
        /// What an answer for the dialog is for.
        #[derive(Debug, Clone)]
        pub enum Waiting {
            $($variant(Box<$state>),)*
        }

        from! { Waiting: $($variant($state))* }

        impl Waiting {
            /// Goes on with the answer.
            pub fn answered(self, model: &mut Model, answer: Answer, effects: &mut Vec<Effect>) {
                match (self, answer) {
                    $((Self::$variant(state), Answer::$answer(answer)) => state.answered(model, answer, effects),)*
                    _ => unexpected(model),
                }
            }

            /// Says why there is no answer.
            pub fn failed(self, model: &mut Model, error: DeskError, effects: &mut Vec<Effect>) {
                match self {
                    $(Self::$variant(state) => state.failed(model, error, effects),)*
                }
            }

            /// Goes back to the dialog that asked, where there is one and the answer is not waited for.
            pub fn given_up(self, model: &mut Model) {
                match self {
                    $(Self::$variant(state) => state.given_up(model),)*
                }
            }

            /// Passes to another day J.
            pub fn turn_to(&mut self, was: NaiveDate, today: NaiveDate) {
                match self {
                    $(Self::$variant(state) => state.turn_to(was, today),)*
                }
            }
        }
    };
}

/// Declares what a choice is for, and the record that taking it changes.
macro_rules! choosing {
    ($($variant:ident($state:ty), $rests_on:expr;)*) => {
        /// What a choice is for.
        #[derive(Debug, Clone)]
        pub enum Choosing {
            $($variant(Box<$state>),)*
        }

        from! { Choosing: $($variant($state))* }

        impl Choosing {
            /// Goes on with a choice.
            pub fn chosen(&self, model: &mut Model, taken: &Taken, effects: &mut Vec<Effect>) {
                match self {
                    $(Self::$variant(state) => state.chosen(model, taken, effects),)*
                }
            }

            /// Lists what the words of the filter find.
            pub fn narrowed(&self, model: &mut Model, words: &str, effects: &mut Vec<Effect>) {
                match self {
                    $(Self::$variant(state) => state.narrowed(model, words, effects),)*
                }
            }

            /// Lists what the desk found.
            pub fn found(&self, model: &mut Model, answer: Answer, effects: &mut Vec<Effect>) {
                match self {
                    $(Self::$variant(state) => state.found(model, answer, effects),)*
                }
            }

            /// Goes back to what asked, where there is one and no choice is taken.
            pub fn given_up(&self, model: &mut Model) {
                match self {
                    $(Self::$variant(state) => state.given_up(model),)*
                }
            }

            /// Lists anew once the day J is another.
            pub fn day_turned(&self, model: &mut Model, effects: &mut Vec<Effect>) {
                match self {
                    $(Self::$variant(state) => state.day_turned(model, effects),)*
                }
            }

            /// The record that is about to change.
            pub fn rests_on(&self) -> Known {
                match self {
                    $(Self::$variant(state) => {
                        let rests_on: fn(&$state) -> Known = $rests_on;
                        rests_on(state)
                    })*
                }
            }
        }
    };
}

/// Declares what a text or a day is for, and the record that it changes.
macro_rules! typing {
    ($($variant:ident($state:ty), $rests_on:expr;)*) => {
        /// What a text or a day is for.
        #[derive(Debug, Clone)]
        pub enum Typing {
            $($variant(Box<$state>),)*
        }

        from! { Typing: $($variant($state))* }

        impl Typing {
            /// Goes on with it, or says what is wrong with it.
            pub fn typed(&self, model: &mut Model, typed: &Typed, effects: &mut Vec<Effect>) -> Result<(), String> {
                match self {
                    $(Self::$variant(state) => state.typed(model, typed, effects),)*
                }
            }

            /// Goes on with what it asked for while the field stays open.
            pub fn answered(&self, model: &mut Model, answer: Answer, effects: &mut Vec<Effect>) {
                match self {
                    $(Self::$variant(state) => state.answered(model, answer, effects),)*
                }
            }

            /// The record that is about to change.
            pub fn rests_on(&self) -> Known {
                match self {
                    $(Self::$variant(state) => {
                        let rests_on: fn(&$state) -> Known = $rests_on;
                        rests_on(state)
                    })*
                }
            }
        }
    };
}

pub(super) use {choosing, from, typing, waiting};
