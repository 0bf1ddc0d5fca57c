//! The roll: survivors open, what was erased does not, not even from copies of everything, and a crash at any step leaves nothing half done.

use super::*;
use crate::vault::roll::Step;

fn erased(n: u8) -> Vec<Whose> {
    vec![(visit(n).subject(), Class::Visit)]
}

#[tokio::test]
async fn after_a_roll_survivors_open_and_the_old_epoch_is_over() {
    let house = house("roll").await;
    let (kari, ola) = (house.arrive(1, "Kari").await, house.arrive(2, "Ola").await);
    let later = Fixed.now() + chrono::TimeDelta::minutes(15);
    let owner = SubjectId::from_bytes([7; 16]);
    house.vault.claim(&[("slug", "nordlys", owner)], later).await.unwrap();
    house.vault.destroy(erased(1), Some(ErasureId::from_bytes([3; 16]))).await.unwrap();
    assert_eq!(house.vault.keys().awaiting_roll().await.unwrap(), (1, 0));

    assert_eq!(house.vault.roll().await.unwrap(), Rolled { ended: 0, current: 1 });
    assert_eq!(house.vault.keys().awaiting_roll().await.unwrap(), (0, 0));
    assert_eq!(house.name(&kari).await, Shown::Erased);
    assert_eq!(house.name(&ola).await, Shown::Value("Ola".into()));
    assert_eq!(house.vault.find("slug", "nordlys").await.unwrap(), Some(owner), "found by its new tag");
    let ended = house.vault.keys().unrecorded_epochs().await.unwrap();
    assert_eq!(ended.iter().map(|ended| (ended.epoch, ended.survivors)).collect::<Vec<_>>(), [(0, 1)]);
    assert!(!house.folder.join("root/epoch-0.key").exists());

    let lea = house.arrive(3, "Lea").await;
    assert_eq!(house.vault.roll().await.unwrap(), Rolled { ended: 1, current: 2 });
    assert_eq!(house.name(&lea).await, Shown::Value("Lea".into()));
    assert_eq!(house.name(&ola).await, Shown::Value("Ola".into()));
}

#[tokio::test]
async fn a_drill_tries_every_key_and_changes_nothing() {
    let house = house("drill").await;
    for (n, name) in [(1, "Kari"), (2, "Ola")] {
        house.arrive(n, name).await;
    }
    let (live, _) = house.vault.keys().counts().await.unwrap();
    assert_eq!(house.vault.drill().await.unwrap(), live);
    house.vault.roll().await.unwrap();
    assert_eq!(house.vault.drill().await.unwrap(), live);
    assert_eq!(house.vault.epoch().await, 1);
}

#[tokio::test]
async fn arrivals_and_erasures_go_on_between_the_steps() {
    let house = house("meanwhile").await;
    let kari = house.arrive(1, "Kari").await;
    let ola = house.arrive(2, "Ola").await;
    let mut carried = false;
    assert_eq!(house.vault.step(&mut carried).await.unwrap(), Step::Begun);
    let lea = house.arrive(3, "Lea").await;
    assert_eq!(house.vault.step(&mut carried).await.unwrap(), Step::Carried);
    let mia = house.arrive(4, "Mia").await;
    let gone = house.vault.destroy(erased(2), Some(ErasureId::from_bytes([3; 16]))).await.unwrap();
    assert_eq!(gone[0].epoch, 1, "copies of the epoch that the roll fills may hold it");
    let later = Fixed.now() + chrono::TimeDelta::minutes(15);
    house.vault.claim(&[("slug", "nordlys", SubjectId::from_bytes([7; 16]))], later).await.unwrap();
    assert_eq!(house.vault.step(&mut carried).await.unwrap(), Step::Switched);
    let noa = house.arrive(5, "Noa").await;
    assert_eq!(house.vault.step(&mut carried).await.unwrap(), Step::RootDestroyed);
    assert_eq!(house.vault.step(&mut carried).await.unwrap(), Step::Ended);
    for (form, name) in [(kari, "Kari"), (lea, "Lea"), (mia, "Mia"), (noa, "Noa")] {
        assert_eq!(house.name(&form).await, Shown::Value(name.into()));
    }
    assert_eq!(house.name(&ola).await, Shown::Erased);
    assert!(house.vault.find("slug", "nordlys").await.unwrap().is_some());
    assert_eq!(
        house.vault.keys().awaiting_roll().await.unwrap(),
        (1, 0),
        "erased in mid-roll: the next roll finishes it"
    );
}

#[tokio::test]
async fn a_crash_after_any_step_loses_nothing_and_calls_nothing_done() {
    for steps in 0..=5 {
        let mut house = house(&format!("crash-{steps}")).await;
        let (kari, ola) = (house.arrive(1, "Kari").await, house.arrive(2, "Ola").await);
        house.vault.destroy(erased(1), Some(ErasureId::from_bytes([3; 16]))).await.unwrap();
        let mut carried = false;
        for _ in 0..steps {
            house.vault.step(&mut carried).await.unwrap();
        }
        house.reopen(steps + 1).await;
        let done = house.vault.keys().awaiting_roll().await.unwrap() == (0, 0);
        assert_eq!(done, steps == 5, "after {steps} steps");
        assert_eq!(house.name(&ola).await, Shown::Value("Ola".into()), "after {steps} steps");
        assert_eq!(house.vault.finish_roll().await.unwrap().is_some(), (1..5).contains(&steps));
        if steps == 0 {
            house.vault.roll().await.unwrap();
        }
        assert_eq!(house.vault.keys().awaiting_roll().await.unwrap(), (0, 0));
        assert_eq!(house.vault.keys().unrecorded_epochs().await.unwrap().len(), 1);
        assert_eq!(house.name(&kari).await, Shown::Erased);
        assert_eq!(house.name(&ola).await, Shown::Value("Ola".into()));
        house.reopen(steps + 9).await;
        assert_eq!(house.name(&ola).await, Shown::Value("Ola".into()));
    }
}

#[tokio::test]
async fn a_root_that_is_away_is_not_taken_for_one_that_has_destroyed_its_keys() {
    for steps in 0..=4 {
        let mut house = house(&format!("away-{steps}")).await;
        let (_, ola) = (house.arrive(1, "Kari").await, house.arrive(2, "Ola").await);
        house.vault.destroy(erased(1), Some(ErasureId::from_bytes([3; 16]))).await.unwrap();
        let mut carried = false;
        for _ in 0..steps {
            house.vault.step(&mut carried).await.unwrap();
        }
        // Its folder is not mounted: an empty one lies there.
        let (root, away) = (house.folder.join("root"), house.folder.join("away"));
        std::fs::rename(&root, &away).unwrap();
        std::fs::create_dir(&root).unwrap();
        let refused = house.vault.roll().await;
        assert!(
            matches!(refused, Err(VaultError::Root(RootError::Missing(_)))),
            "after {steps}: {refused:?}"
        );
        assert_eq!(std::fs::read_dir(&root).unwrap().count(), 0, "after {steps}: no key is made there");
        assert_eq!(house.vault.keys().awaiting_roll().await.unwrap(), (1, 0), "after {steps}");
        assert!(house.vault.keys().ended_epochs().await.unwrap().is_empty(), "after {steps}");
        std::fs::remove_dir(&root).unwrap();
        std::fs::rename(&away, &root).unwrap();
        house.reopen(steps + 1).await;
        house.vault.roll().await.unwrap();
        assert!(!root.join("epoch-0.key").exists(), "after {steps}");
        assert_eq!(house.name(&ola).await, Shown::Value("Ola".into()), "after {steps}");
    }
}

#[tokio::test]
async fn openings_during_rolls_wait_and_never_fail() {
    let house = Arc::new(house("busy").await);
    let ola = house.arrive(2, "Ola").await;
    let opening = tokio::spawn({
        let house = house.clone();
        async move {
            for _ in 0..60 {
                assert_eq!(house.name(&ola).await, Shown::Value("Ola".into()));
            }
        }
    });
    let arriving = tokio::spawn({
        let house = house.clone();
        async move {
            for n in 10..40 {
                let form = house.arrive(n, "Lea").await;
                assert_eq!(house.name(&form).await, Shown::Value("Lea".into()));
            }
        }
    });
    for _ in 0..5 {
        house.vault.roll().await.unwrap();
    }
    opening.await.unwrap();
    arriving.await.unwrap();
}

#[tokio::test]
async fn a_roots_key_that_is_put_back_is_destroyed_again() {
    let house = house("put-back").await;
    let kari = house.arrive(1, "Kari").await;
    let key = |epoch: u64| house.folder.join(format!("root/epoch-{epoch}.key"));
    let old = std::fs::read(key(0)).unwrap();
    house.vault.roll().await.unwrap();
    assert_eq!(house.vault.destroy_again().await.unwrap(), [0; 0]);

    std::fs::write(key(0), old).unwrap();
    let current = std::fs::read(key(1)).unwrap();
    std::fs::write(key(1), [7; 32]).unwrap();
    let foreign = house.vault.destroy_again().await;
    assert!(matches!(foreign, Err(VaultError::Root(RootError::Foreign(1)))), "{foreign:?}");
    assert!(key(0).exists(), "of a root that is another nothing is destroyed");

    std::fs::write(key(1), current).unwrap();
    assert_eq!(house.vault.destroy_again().await.unwrap(), [0]);
    assert!(!key(0).exists());
    assert_eq!(house.name(&kari).await, Shown::Value("Kari".into()));
}
