//! The stored form of a record as the fields name it: places within it, and the members that take more than one field.

use serde_json::{Map, Value, json};

/// The members of a record, as they are stored.
pub type Members = Map<String, Value>;

/// The value at a place.
pub fn get<'a>(members: &'a Members, path: &str) -> Option<&'a Value> {
    let (first, rest) = match path.split_once('.') {
        Some((first, rest)) => (first, Some(rest)),
        None => (path, None),
    };
    let found = members.get(first)?;
    match rest {
        Some(rest) => get(found.as_object()?, rest),
        None => Some(found),
    }
}

/// Puts a value at a place, or takes it away; a member that holds nothing any more goes too.
pub fn put(members: &mut Members, path: &str, value: Option<Value>) {
    let Some((first, rest)) = path.split_once('.') else {
        match value {
            Some(value) => drop(members.insert(path.to_owned(), value)),
            None => drop(members.remove(path)),
        }
        return;
    };
    let mut inner = match members.remove(first) {
        Some(Value::Object(inner)) => inner,
        _ => Map::new(),
    };
    put(&mut inner, rest, value);
    if !inner.is_empty() {
        members.insert(first.to_owned(), Value::Object(inner));
    }
}

/// Whether members go together; where they do not, the field to mend and what is said of it.
pub type Together = Result<(), (&'static str, &'static str)>;

/// An avenant that is typed alone, among those of its convention. The file of its document goes with the order, not with it.
pub fn gather_amendment(members: &mut Members) -> Together {
    members.remove("file");
    if let Some(one) = members.remove("amendment") {
        members.insert("amendments".to_owned(), json!([one]));
    }
    gather_renewal(members)
}

/// A renewal as sort, period and ceiling.
pub fn spread_renewal(members: &mut Members) {
    let spread = match members.get("renewal") {
        Some(Value::Object(tacite)) => {
            let mut inner = tacite
                .get("tacite")
                .and_then(Value::as_object)
                .cloned()
                .unwrap_or_default();
            inner.insert("sort".to_owned(), json!("tacite"));
            Value::Object(inner)
        }
        Some(sort) => json!({ "sort": sort }),
        None => json!({ "sort": "aucune" }),
    };
    members.insert("renewal".to_owned(), spread);
}

/// A renewal as it is stored.
pub fn gather_renewal(members: &mut Members) -> Together {
    let Some(Value::Object(mut inner)) = members.remove("renewal") else {
        return Ok(());
    };
    let sort = inner.remove("sort").unwrap_or_else(|| json!("aucune"));
    if sort != "tacite" {
        if inner.contains_key("mois") {
            return Err(("renewal.mois", "seule une reconduction tacite a une période"));
        }
        if inner.contains_key("max") {
            return Err(("renewal.max", "seule une reconduction tacite a un plafond"));
        }
        members.insert("renewal".to_owned(), sort);
        return Ok(());
    }
    inner.entry("mois").or_insert_with(|| json!(12));
    members.insert("renewal".to_owned(), json!({ "tacite": inner }));
    Ok(())
}

/// A school with its state, which is not stored where it is open, and its RPI as sort and code.
pub fn spread_school(members: &mut Members) {
    members.entry("state").or_insert_with(|| json!("ouverte"));
    let spread = match members.get("rpi") {
        Some(Value::Object(inner)) => json!({ "sort": "disperse", "code": inner.get("disperse") }),
        Some(sort) => json!({ "sort": sort }),
        None => return,
    };
    members.insert("rpi".to_owned(), spread);
}

/// An RPI as it is stored.
pub fn gather_rpi(members: &mut Members) -> Together {
    let Some(Value::Object(mut inner)) = members.remove("rpi") else {
        return Ok(());
    };
    let stored = match (inner.remove("sort"), inner.remove("code")) {
        (Some(sort), Some(code)) if sort == "disperse" => json!({ "disperse": code }),
        (Some(sort), None) if sort == "disperse" => {
            return Err(("rpi.code", "un RPI dispersé a un code"));
        }
        (Some(sort), None) => sort,
        (_, Some(_)) => return Err(("rpi.sort", "seul un RPI dispersé a un code")),
        (None, None) => return Ok(()),
    };
    members.insert("rpi".to_owned(), stored);
    Ok(())
}

/// The schools of a contract as a list; all of them as none.
pub fn spread_schools(members: &mut Members) {
    match members.remove("schools") {
        Some(Value::Object(mut inner)) => {
            let listed = inner.remove("ecoles").unwrap_or_else(|| json!([]));
            members.insert("schools".to_owned(), listed);
        }
        _ => drop(members.remove("schools")),
    }
}

/// The schools of a contract as they are stored.
#[allow(clippy::unnecessary_wraps, reason = "the table of forms asks each the same")]
pub fn gather_schools(members: &mut Members) -> Together {
    if let Some(listed) = members.remove("schools") {
        members.insert("schools".to_owned(), json!({ "ecoles": listed }));
    }
    Ok(())
}

/// The families' notice has a day.
pub fn gather_notice(members: &mut Members) -> Together {
    let has = |path| get(members, path).is_some();
    if has("family_notice.version") && !has("family_notice.date") {
        return Err(("family_notice.date", "il faut aussi le jour de l’information"));
    }
    Ok(())
}
