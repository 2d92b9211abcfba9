//! The children and the IROs, as they are today.

use super::config::Config;
use super::error::Result;
use super::{Allocations, Iros};

/// Who is who.
#[derive(Clone, Debug, Default)]
pub struct People {
    /// The children.
    pub children: Allocations,
    /// The IROs.
    pub iros: Iros,
}

impl People {
    /// Reads both lists.
    ///
    /// # Errors
    /// As [`Allocations::load`] and [`Iros::load`].
    pub fn load(config: &Config) -> Result<Self> {
        Ok(Self {
            iros: Iros::load(&config.iros)?,
            children: Allocations::load(&config.allocations)?,
        })
    }
}

/// The name of the system's user, for the record of who decided.
pub fn system_user() -> String {
    let user = user_of_this_process().unwrap_or_else(|| "unknown user".to_owned());
    match std::env::var("SUDO_USER") {
        Ok(behind) if user == "root" && !behind.is_empty() => format!("root (sudo by {behind})"),
        _ => user,
    }
}

/// From the process, not from the environment, which anybody can set.
#[cfg(target_os = "linux")]
fn user_of_this_process() -> Option<String> {
    use std::os::unix::fs::MetadataExt;
    let uid = std::fs::metadata("/proc/self").ok()?.uid().to_string();
    let users = std::fs::read_to_string("/etc/passwd").unwrap_or_default();
    let name = users.lines().find_map(|line| {
        let mut fields = line.split(':');
        let name = fields.next()?;
        (fields.nth(1)? == uid).then(|| name.to_owned())
    });
    Some(name.unwrap_or_else(|| format!("user {uid}")))
}

#[cfg(not(target_os = "linux"))]
fn user_of_this_process() -> Option<String> {
    std::env::var("USER").or_else(|_| std::env::var("USERNAME")).ok()
}
