//! What a configuration is read as, and refused for.

use super::*;
use crate::place::KeysPlace;

fn read(change: impl Fn(String) -> String, environment: &[(&str, &str)]) -> Result<Config, String> {
    let folder = std::env::temp_dir().join(format!("anteroom-config-{}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    let path = folder.join(format!("{:?}.toml", std::thread::current().id()));
    std::fs::write(&path, change(DEFAULT.to_owned())).unwrap();
    let from = |name: &str| environment.iter().find(|(n, _)| *n == name).map(|(_, v)| (*v).to_owned());
    Config::read(Some(&path), from).map_err(|e| e.to_string())
}

#[test]
fn the_commented_file_is_a_whole_configuration() {
    let config = read(|text| text, &[]).unwrap();
    let place = config.place(&config.data).unwrap();
    assert_eq!((&place.log, format!("{:?}", place.keys).as_str()), (&LogPlace::Sqlite, "sqlite, two copies"));
    assert!(matches!(place.root, RootPlace::Folder(_)));
}

#[test]
fn the_environment_goes_over_the_file() {
    let set = [("ANTEROOM_LISTEN", "127.0.0.1:1"), ("ANTEROOM_OPERATOR_NAME", "Somebody")];
    let config = read(|text| text, &set).unwrap();
    assert_eq!((config.listen.port(), config.operator.name.as_str()), (1, "Somebody"));
}

#[test]
fn one_copy_of_the_key_table_is_asked_for_by_name() {
    let copy = "keys_copy = \"/var/lib/anteroom-keys/keys.db\"";
    let refusal = read(|text| text.replace(copy, ""), &[]).unwrap_err();
    assert!(refusal.contains("keys_copy") && refusal.contains("single_copy = true"), "{refusal}");
    let alone = read(|text| text.replace(copy, "single_copy = true"), &[]).unwrap();
    assert_eq!(alone.place(&alone.data).unwrap().keys, KeysPlace::Sqlite { copy: None });
    let both = read(|text| text, &[("ANTEROOM_SINGLE_COPY", "true")]).unwrap_err();
    assert!(both.contains("single_copy"), "{both}");
    let itself = read(|text| text.replace("/var/lib/anteroom-keys", "/var/lib/anteroom"), &[]).unwrap_err();
    assert!(itself.contains("keys_copy"), "{itself}");
}

#[test]
fn a_key_table_on_postgres_has_a_database_of_its_own() {
    let copy = "keys_copy = \"/var/lib/anteroom-keys/keys.db\"";
    let keys = |url: &str, copied: bool, log: &str| {
        let set = [("ANTEROOM_KEYS", url), ("ANTEROOM_LOG", log)];
        read(|text| if copied { text } else { text.replace(copy, "") }, &set)
    };
    let apart = keys("postgres://u:hunter2@h/keys", false, "postgres://u:hunter2@h/log").unwrap();
    let place = apart.place(&apart.data).unwrap();
    assert_eq!(place.keys, KeysPlace::Postgres("postgres://u:hunter2@h/keys".into()));
    assert!(!format!("{place:?}").contains("hunter2"));
    for (refusal, words) in [
        (keys("postgres://u@h/log", false, "postgres://u@h/log"), "keys: a database apart"),
        (keys("postgres://u@h/keys", true, "sqlite"), "keys_copy"),
        (keys("oracle", false, "sqlite"), "keys: write"),
    ] {
        let refusal = refusal.unwrap_err();
        assert!(refusal.contains(words), "{refusal}");
    }
}

#[test]
fn a_log_on_eventstoredb_takes_a_second_url_for_the_read_models() {
    let read = |log: &str, models: Option<&str>| {
        let set = [("ANTEROOM_LOG", log), ("ANTEROOM_READ_MODELS", models.unwrap_or_default())];
        read(|text| text, &set[..=usize::from(models.is_some())])
    };
    let url = "esdb://u:hunter2@h:2113";
    let config = read(url, Some("postgres://u:hunter2@h/read")).unwrap();
    let place = config.place(&config.data).unwrap();
    assert_eq!(place.read_url(), "postgres://u:hunter2@h/read");
    assert!(!format!("{place:?}").contains("hunter2"));
    let in_files = read(url, Some("sqlite")).unwrap();
    assert!(in_files.place(&in_files.data).unwrap().read_url().starts_with("sqlite:"));
    for (refusal, words) in [
        (read(url, None), "read_models: EventStoreDB holds the log alone"),
        (read(url, Some("esdb://h")), "read_models: write sqlite, or postgres://…"),
        (read("sqlite", Some("sqlite")), "read_models: for a log on EventStoreDB alone"),
    ] {
        let refusal = refusal.unwrap_err();
        assert!(refusal.contains(words) && !refusal.contains("hunter2"), "{refusal}");
    }
}

#[test]
fn only_behind_a_proxy_is_one_believed() {
    let alone = read(|text| text, &[]).unwrap();
    assert!(alone.gate().proxies.is_empty() && alone.gate().metrics_token.is_none());
    let behind = |more: &[(&str, &str)]| {
        let set = [&[("ANTEROOM_BEHIND_PROXY", "true")], more].concat();
        read(|text| text, &set).map(|config| config.gate())
    };
    assert_eq!(behind(&[]).unwrap().proxies, LOOPBACK);
    let named = behind(&[("ANTEROOM_PROXIES", "192.0.2.7, ::ffff:192.0.2.8")]).unwrap();
    assert_eq!(named.proxies, ["192.0.2.7".parse::<IpAddr>().unwrap(), "192.0.2.8".parse().unwrap()]);
    assert!(behind(&[("ANTEROOM_PROXIES", "somewhere")]).is_err());
    let told = behind(&[("ANTEROOM_METRICS_TOKEN", "short")]).err().unwrap();
    assert!(told.contains("metrics_token") && !told.contains("short,"), "{told}");
}

#[test]
fn what_cannot_be_meant_stops_the_start_and_names_the_key() {
    let wrong = |from: &str, to: &str| read(|text| text.replace(from, to), &[]).unwrap_err();
    assert!(wrong("listen = \"127.0.0.1:8080\"", "listen = \"nowhere\"").contains("listen"));
    assert!(wrong("log = \"sqlite\"", "log = \"oracle\"").contains("log: write sqlite"));
    assert!(wrong("name = \"Example Operator AS\"", "name = \" \"").contains("operator.name"));
    assert!(wrong("root = \"/var/lib/anteroom-root\"", "root = \"/var/lib/anteroom/root\"").contains("root"));
    let witness = "[[witness]]\nurl = \"https://witness.example\"\nkey = \"none\"\n[mail]";
    assert!(wrong("[mail]", witness).contains("witness: https://witness.example"));
    let secret = wrong("[mail]", "[mail]\npasword = \"hunter2\"");
    assert!(secret.contains("pasword") && !secret.contains("hunter2"), "{secret}");
}

#[test]
fn text_messages_have_a_section_for_each_service_and_the_environment_may_name_it() {
    let none = read(|text| text, &[]).unwrap().texter().unwrap();
    assert!(none.american.is_none() && none.others.is_none());
    let set = [
        ("ANTEROOM_SINCH_PLAN", "plan1"),
        ("ANTEROOM_SINCH_TOKEN_FILE", "/nowhere/token"),
        ("ANTEROOM_SINCH_FROM", "Clinic"),
    ];
    let told = read(|text| text, &set).unwrap().texter().err().map(|e| e.to_string()).unwrap();
    assert!(told.contains("sinch.token_file: /nowhere/token"), "{told}");
    let incomplete = read(|text| format!("{text}\n[twilio]\naccount = \"AC00\"\n"), &[]).unwrap_err();
    assert!(incomplete.contains("secret_file"), "{incomplete}");
}

#[test]
fn where_the_device_test_is_reached_may_stand_in_the_environment() {
    let set = [
        ("ANTEROOM_DEVICE_TEST_ADDRESSES", "203.0.113.7, 2001:db8::7"),
        ("ANTEROOM_DEVICE_TEST_PORTS", "50000-50001"),
    ];
    let config = read(|text| text, &set).unwrap();
    let addresses = vec!["203.0.113.7".parse().unwrap(), "2001:db8::7".parse().unwrap()];
    assert_eq!(config.participant().unwrap(), Some(Whereabouts::At { addresses, ports: 50_000..=50_001 }));
    let refusal = read(|text| text, &set[1..]).unwrap_err();
    assert!(refusal.contains("device_test.addresses"), "{refusal}");
}

#[test]
fn a_trial_is_a_fortnight_unless_somebody_says_otherwise() {
    let without = |text: String| text.replace("[trial]\ndays = 14\n", "");
    assert_eq!(read(without, &[]).unwrap().trial_days(), 14);
    assert_eq!(read(|text| text, &[("ANTEROOM_TRIAL_DAYS", "0")]).unwrap().trial_days(), 0);
    for wrong in ["367", "-1", "70000"] {
        let refusal = read(|text| text, &[("ANTEROOM_TRIAL_DAYS", wrong)]).unwrap_err();
        assert!(refusal.contains("days"), "{wrong}: {refusal}");
    }
}

#[test]
fn our_own_certificate_has_a_section_and_a_port_and_leaves_the_plain_one_to_this_machine() {
    let own = [
        ("ANTEROOM_ORIGIN", "https://anteroom.example"),
        ("ANTEROOM_TLS_LISTEN", "0.0.0.0:443"),
        ("ANTEROOM_TLS_CERTIFICATE", "/etc/anteroom/fullchain.pem"),
        ("ANTEROOM_TLS_KEY", "/etc/anteroom/key.pem"),
    ];
    let config = read(|text| text, &own).unwrap();
    assert!(config.tls.is_some() && config.gate().proxies.is_empty());
    for (more, word) in [
        (("ANTEROOM_LISTEN", "0.0.0.0:80"), "loopback"),
        (("ANTEROOM_ORIGIN", "http://localhost:8080"), "https"),
        (("ANTEROOM_BEHIND_PROXY", "true"), "behind_proxy"),
    ] {
        let set = [&[more], &own[..]].concat();
        let refusal = read(|text| text, &set).unwrap_err();
        assert!(refusal.contains("tls:") && refusal.contains(word), "{refusal}");
    }
    assert!(read(|text| text, &own[..3]).unwrap_err().contains("key"));
    let none = read(|text| text, &own[..1]).unwrap_err();
    assert!(none.contains("[tls]") && none.contains("behind_proxy"), "{none}");
}
