//! Patterns of LIKE that mean exactly what was typed.

use sea_orm::{
    ColumnTrait, IntoSimpleExpr,
    sea_query::{Expr, ExprTrait, Func, LikeExpr},
};

/// Whatever contains `text`.
pub(super) fn containing(text: &str) -> LikeExpr {
    let mut pattern = String::with_capacity(text.len() + 2);
    pattern.push('%');
    for c in text.chars() {
        if matches!(c, '%' | '_' | '\\') {
            pattern.push('\\');
        }
        pattern.push(c);
    }
    pattern.push('%');
    LikeExpr::new(pattern).escape('\\')
}

/// Whether the column contains `text`, whatever the case of ASCII letters: by itself LIKE of SQLite does not mind it, and
/// that of PostgreSQL does. What stands there as it was typed is found in any script.
pub(super) fn contains(column: impl ColumnTrait, text: &str) -> Expr {
    let folded = Func::lower(column.into_simple_expr()).like(containing(&text.to_ascii_lowercase()));
    column.like(containing(text)).or(folded)
}
