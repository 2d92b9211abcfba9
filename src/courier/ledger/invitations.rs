//! Whose link a token is.

use super::stored::stored;
use super::{Ledger, event};
use crate::courier::clock::stamp;
use crate::courier::error::{CannotRun, Result};
use crate::form::Token;
use jiff::Timestamp;
use rusqlite::{OptionalExtension, Row};

stored! {
    /// Who was given a link.
    pub enum Role {
        /// The child.
        Child = "child",
        /// The child's carer.
        Carer = "carer",
        /// A parent.
        Parent = "parent",
        /// The child's IRO.
        Iro = "iro",
    }
}

/// One token.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Invitation {
    /// The ledger's number for it.
    pub(crate) id: i64,
    /// The case system's reference.
    pub(crate) child: String,
    /// Who was given the link.
    pub(crate) role: Role,
    /// The form it is for.
    pub(crate) form: String,
    /// Whether it was taken back.
    pub(crate) revoked: bool,
}

const COLUMNS: &str = "id, child, role, form, revoked_at IS NOT NULL";

fn read(row: &Row<'_>) -> rusqlite::Result<Invitation> {
    Ok(Invitation {
        id: row.get(0)?,
        child: row.get(1)?,
        role: row.get(2)?,
        form: row.get(3)?,
        revoked: row.get(4)?,
    })
}

impl Ledger {
    /// The tokens of these children, roles and forms: those that are in force,
    /// and new ones where there is none. All or none are written.
    pub(crate) fn tokens(
        &mut self,
        wanted: &[(&str, Role, &str)],
        now: Timestamp,
    ) -> Result<Vec<String>> {
        let who = self.who.clone();
        let change = self.write()?;
        let mut tokens = Vec::with_capacity(wanted.len());
        for (child, role, form) in wanted {
            let known: Option<String> = change
                .prepare_cached(
                    "SELECT token FROM invitation WHERE child = ?1 AND role = ?2 AND form = ?3 AND revoked_at IS NULL",
                )?
                .query_row((child, role.name(), form), |row| row.get(0))
                .optional()?;
            let token = if let Some(token) = known {
                token
            } else {
                let token = Token::random()
                    .map_err(|error| CannotRun::plain(format!("no random bytes: {error}")))?
                    .to_string();
                change.execute(
                    "INSERT INTO invitation (token, child, role, form, made_at) VALUES (?1, ?2, ?3, ?4, ?5)",
                    (&token, child, role.name(), form, stamp(now)),
                )?;
                let detail = format!("invitation {}", change.last_insert_rowid());
                event(&change, now, None, "invitation made", Some(&detail), &who)?;
                token
            };
            tokens.push(token);
        }
        change.commit()?;
        Ok(tokens)
    }

    /// Takes a token back. False if there is no such token in force.
    pub(crate) fn revoke(&mut self, token: &Token, now: Timestamp) -> Result<bool> {
        let who = self.who.clone();
        let change = self.write()?;
        let id: Option<i64> = change
            .query_row(
                "SELECT id FROM invitation WHERE token = ?1 AND revoked_at IS NULL",
                [token.to_string()],
                |row| row.get(0),
            )
            .optional()?;
        if let Some(id) = id {
            change
                .execute("UPDATE invitation SET revoked_at = ?1 WHERE id = ?2", (stamp(now), id))?;
            let detail = format!("invitation {id}");
            event(&change, now, None, "invitation revoked", Some(&detail), &who)?;
        }
        change.commit()?;
        Ok(id.is_some())
    }

    /// Takes back every link that a person has for a child.
    pub(crate) fn revoke_of(&mut self, child: &str, role: Role, now: Timestamp) -> Result<()> {
        let who = self.who.clone();
        let change = self.write()?;
        let ids: Vec<i64> = change
            .prepare_cached(
                "SELECT id FROM invitation WHERE child = ?1 AND role = ?2 AND revoked_at IS NULL",
            )?
            .query_map((child, role.name()), |row| row.get(0))?
            .collect::<rusqlite::Result<_>>()?;
        for id in ids {
            change
                .execute("UPDATE invitation SET revoked_at = ?1 WHERE id = ?2", (stamp(now), id))?;
            let detail = format!("invitation {id}: the address changed");
            event(&change, now, None, "invitation revoked", Some(&detail), &who)?;
        }
        change.commit()?;
        Ok(())
    }

    /// The invitation that a token belongs to.
    pub(crate) fn invitation(&self, token: &Token) -> Result<Option<Invitation>> {
        Ok(self
            .connection
            .prepare_cached(&format!("SELECT {COLUMNS} FROM invitation WHERE token = ?1"))?
            .query_row([token.to_string()], read)
            .optional()?)
    }
}

impl serde::Serialize for Role {
    fn serialize<S: serde::Serializer>(
        &self,
        serializer: S,
    ) -> std::result::Result<S::Ok, S::Error> {
        serializer.serialize_str(self.name())
    }
}
