//! How a call went over time, as lines and as the same figures in a table.

/// The figures of a call over time.
#[derive(Clone, Debug)]
pub struct OverTime {
    /// One for each kind of figure.
    pub charts: Vec<Chart>,
    /// Which stretch of the call a line of the table stands for, in words.
    pub caption: String,
    /// The heads of the table's columns after the first.
    pub heads: Vec<String>,
    /// The table's lines: from which minute on, then as many cells as heads.
    pub lines: Vec<(String, Vec<String>)>,
}

/// One kind of figure of both sides, drawn on 600 by 100.
#[derive(Clone, Debug)]
pub struct Chart {
    /// What it is, such as "Round trip".
    pub what: String,
    /// What can be seen, for whoever does not see it.
    pub words: String,
    /// The highest value that fits, in words.
    pub most: String,
    /// How long the call was, in words.
    pub end: String,
    /// The visitor's lines, each the points of a `polyline`: a page that was loaded anew begins another.
    pub visitor: Vec<String>,
    /// The member's.
    pub member: Vec<String>,
}
