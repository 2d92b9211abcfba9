//! How things stand, for monitoring: the OpenMetrics text format, which
//! Prometheus and its node exporter read.

use super::status::Status;
use jiff::Timestamp;
use std::fmt::Write as _;

/// The counts as OpenMetrics text, version 1.0.
pub fn openmetrics(status: &Status, now: Timestamp) -> String {
    let mut text = String::from(
        "# TYPE my_review_responses gauge\n# HELP my_review_responses Responses in each state.\n",
    );
    for (state, count) in [
        ("received", status.received),
        ("held", status.held),
        ("sending", status.sending),
        ("delivered", status.delivered),
        ("discarded", status.discarded),
        ("purged", status.purged),
    ] {
        // Writing to a String cannot fail.
        let _ = writeln!(text, "my_review_responses{{state=\"{state}\"}} {count}");
    }
    let mut gauge = |name: &str, unit: &str, help: &str, value: i64| {
        let _ = write!(text, "# TYPE {name} gauge\n{unit}# HELP {name} {help}\n{name} {value}\n");
    };
    gauge(
        "my_review_oldest_waiting_seconds",
        "# UNIT my_review_oldest_waiting_seconds seconds\n",
        "How long the oldest response that is neither held nor closed has waited; 0 if none does.",
        status.oldest_waiting_seconds.unwrap_or_default(),
    );
    gauge(
        "my_review_in_surveys",
        "",
        "Responses to surveys that wait until five have come.",
        i64::try_from(status.in_surveys).unwrap_or(i64::MAX),
    );
    gauge(
        "my_review_alarm",
        "",
        "1 if a response that has its route waits for too long.",
        i64::from(status.alarm),
    );
    gauge(
        "my_review_checked_timestamp_seconds",
        "# UNIT my_review_checked_timestamp_seconds seconds\n",
        "When this was counted.",
        now.as_second(),
    );
    text.push_str("# EOF\n");
    text
}
