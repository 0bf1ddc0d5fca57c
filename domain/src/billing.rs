//! Plans and what a month costs (B1, B2): active members and the owner, times the plan's price, plus tax. Prices are data with validity periods.

use crate::time::{Day, Month};

/// A plan.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Plan {
    /// Calls.
    Consult,
    /// Calls with invitations and payment.
    Care,
    /// Care, with the API.
    Create,
}

/// A price that held from a day on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Price {
    /// Of which plan.
    pub plan: Plan,
    /// From when.
    pub from: Day,
    /// A member and month, in hundredths of a euro, before tax.
    pub cents: u64,
}

/// The price list. A new price is a new row: what was billed stays explicable.
const PRICES: [(Plan, (i32, u32, u32), u64); 3] = [
    (Plan::Consult, (2026, 1, 1), 1900),
    (Plan::Care, (2026, 1, 1), 3900),
    (Plan::Create, (2026, 1, 1), 5900),
];

impl Plan {
    /// Its stored name.
    pub fn name(self) -> &'static str {
        match self {
            Plan::Consult => "consult",
            Plan::Care => "care",
            Plan::Create => "create",
        }
    }

    /// What it cost on this day: the newest price that held.
    pub fn price(self, on: Day) -> Option<Price> {
        PRICES
            .iter()
            .filter(|(plan, ..)| *plan == self)
            .filter_map(|(plan, (y, m, d), cents)| {
                Some(Price { plan: *plan, from: Day::from_ymd_opt(*y, *m, *d)?, cents: *cents })
            })
            .filter(|price| price.from <= on)
            .max_by_key(|price| price.from)
    }
}

/// A month's bill.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Bill {
    /// The month.
    pub month: Month,
    /// The price a member.
    pub price: Price,
    /// active ∪ {owner}.
    pub members: u64,
    /// Before tax, in cents.
    pub net: u64,
    /// The tax, in hundredths of a per cent.
    pub rate: u32,
    /// The tax, in cents, rounded half up.
    pub tax: u64,
    /// What is to pay, in cents.
    pub total: u64,
}

/// The bill of a month. `members` counts active ∪ {owner}; `None` when the plan had no price then or the sum overflows.
pub fn bill(plan: Plan, month: Month, members: u64, rate: u32) -> Option<Bill> {
    let price = plan.price(month.first()?)?;
    let net = price.cents.checked_mul(members)?;
    let tax = net.checked_mul(u64::from(rate))?.checked_add(5_000)? / 10_000;
    Some(Bill { month, price, members, net, rate, tax, total: net.checked_add(tax)? })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_owner_is_billed_in_a_month_without_calls() {
        let bill = bill(Plan::Consult, "2026-11".parse().unwrap(), 1, 2500).unwrap();
        assert_eq!((bill.net, bill.tax, bill.total), (1900, 475, 2375));
    }

    #[test]
    fn tax_is_rounded_half_up() {
        let bill = bill(Plan::Consult, "2026-11".parse().unwrap(), 1, 1_950).unwrap();
        assert_eq!(bill.tax, 371, "19.00 at 19.5 % is 3.705");
    }

    #[test]
    fn before_the_first_price_there_is_no_bill() {
        assert!(bill(Plan::Care, "2025-12".parse().unwrap(), 1, 2500).is_none());
    }
}
