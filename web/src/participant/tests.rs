//! The participant answers, echoes, counts and sends; and its limits end a test: in number, in bytes, in time, and when the other side goes.

#![cfg(feature = "participant")]

use super::{Limits, Participant, Refused, Whereabouts, of};
use async_trait::async_trait;
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::mpsc::{UnboundedReceiver, UnboundedSender, unbounded_channel};
use tokio::sync::watch;
use tokio::time::timeout;
use webrtc::data_channel::{DataChannel, DataChannelEvent};
use webrtc::peer_connection::{
    PeerConnection, PeerConnectionBuilder, PeerConnectionEventHandler, RTCPeerConnectionState,
    RTCSessionDescription,
};

/// Whatever is waited for comes long before; nobody sleeps for it.
const LATE: Duration = Duration::from_secs(20);

/// What a browser does, as far as the participant sees it.
struct Browser {
    peer: Arc<dyn PeerConnection>,
    echo: Arc<dyn DataChannel>,
    flow: Arc<dyn DataChannel>,
    heard: UnboundedReceiver<(bool, Vec<u8>)>,
    state: watch::Receiver<RTCPeerConnectionState>,
}

struct State(watch::Sender<RTCPeerConnectionState>);

#[async_trait]
impl PeerConnectionEventHandler for State {
    async fn on_connection_state_change(&self, state: RTCPeerConnectionState) {
        self.0.send_replace(state);
    }
}

/// Passes on what a channel says: `None` text once it is open.
async fn listen(channel: Arc<dyn DataChannel>, told: UnboundedSender<(bool, Vec<u8>)>) {
    while let Some(event) = channel.poll().await {
        let said = match event {
            DataChannelEvent::OnOpen => (true, b"open".to_vec()),
            DataChannelEvent::OnMessage(message) => (message.is_string, message.data.to_vec()),
            _ => continue,
        };
        if told.send(said).is_err() {
            return;
        }
    }
}

impl Browser {
    /// One whose offer was not sent yet.
    async fn new() -> Self {
        let (tell, state) = watch::channel(RTCPeerConnectionState::New);
        let peer = Box::pin(
            PeerConnectionBuilder::new()
                .with_handler(Arc::new(State(tell)))
                .with_udp_addrs(vec!["127.0.0.1:0"])
                .build(),
        )
        .await
        .unwrap();
        let (told, heard) = unbounded_channel();
        let echo = peer.create_data_channel("echo", None).await.unwrap();
        let flow = peer.create_data_channel("flow", None).await.unwrap();
        for channel in [&echo, &flow] {
            tokio::spawn(listen(channel.clone(), told.clone()));
        }
        Self { peer: Arc::new(peer), echo, flow, heard, state }
    }

    async fn offer(&self) -> String {
        let offer = self.peer.create_offer(None).await.unwrap();
        let sdp = offer.sdp.clone();
        self.peer.set_local_description(offer).await.unwrap();
        sdp
    }

    async fn hear_out(&self, answer: String) {
        let answer = RTCSessionDescription::answer(answer).unwrap();
        self.peer.set_remote_description(answer).await.unwrap();
    }

    /// One that has its answer.
    async fn answered(participant: &dyn Participant) -> Self {
        let browser = Self::new().await;
        let answer = participant.answer(&browser.offer().await).await.unwrap();
        browser.hear_out(answer).await;
        browser
    }

    /// One that is connected, both channels open.
    async fn connected(participant: &dyn Participant) -> Self {
        let mut browser = Self::answered(participant).await;
        for _ in 0..2 {
            assert_eq!(browser.next().await, (true, b"open".to_vec()));
        }
        browser
    }

    async fn next(&mut self) -> (bool, Vec<u8>) {
        timeout(LATE, self.heard.recv()).await.expect("something is said").unwrap()
    }

    /// Waits until the participant has gone.
    async fn left_alone(&mut self) {
        let gone = |state: &RTCPeerConnectionState| {
            !matches!(
                state,
                RTCPeerConnectionState::New
                    | RTCPeerConnectionState::Connecting
                    | RTCPeerConnectionState::Connected
            )
        };
        timeout(LATE, self.state.wait_for(gone)).await.expect("the participant goes").unwrap();
    }
}

fn participant(limits: Limits) -> Arc<dyn Participant> {
    of(&Whereabouts::Here, limits).unwrap()
}

/// Answers once there is room again.
async fn answered_in_time(participant: &dyn Participant, offer: &str) -> String {
    let answered = async {
        loop {
            match participant.answer(offer).await {
                Ok(answer) => return answer,
                Err(Refused::Full) => tokio::task::yield_now().await,
                Err(refused) => panic!("{refused}"),
            }
        }
    };
    timeout(LATE, answered).await.expect("there is room again")
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn it_echoes_counts_and_sends() {
    let limits = Limits { down: 64 * 1024, ..Limits::default() };
    let mut browser = Browser::connected(&*participant(limits)).await;
    browser.echo.send(b"ping"[..].into()).await.unwrap();
    assert_eq!(browser.next().await, (false, b"ping".to_vec()));
    for come in ["1000", "2000"] {
        browser.flow.send([7_u8; 1000][..].into()).await.unwrap();
        assert_eq!(browser.next().await, (true, come.into()));
    }
    browser.flow.send_text("down").await.unwrap();
    let mut come = 0;
    loop {
        match browser.next().await {
            (true, done) => break assert_eq!(done, b"done"),
            (false, chunk) => come += chunk.len(),
        }
    }
    assert_eq!(come, limits.down, "so much and no more");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn there_is_room_for_so_many_and_it_comes_back_when_the_page_goes() {
    let participant = participant(Limits { most: 1, ..Limits::default() });
    let first = Browser::connected(&*participant).await;
    let offer = Browser::new().await.offer().await;
    assert_eq!(participant.answer(&offer).await, Err(Refused::Full));
    first.peer.close().await.unwrap();
    answered_in_time(&*participant, &offer).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn who_never_connects_takes_no_room_for_long() {
    let limits = Limits { most: 1, connects: Duration::from_millis(50), ..Limits::default() };
    let participant = participant(limits);
    let offer = Browser::new().await.offer().await;
    participant.answer(&offer).await.unwrap();
    answered_in_time(&*participant, &offer).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_test_ends_after_its_time() {
    let participant = participant(Limits { lasts: Duration::from_millis(50), ..Limits::default() });
    Browser::answered(&*participant).await.left_alone().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_test_ends_with_its_bytes() {
    let participant = participant(Limits { bytes: 3_000, ..Limits::default() });
    let mut browser = Browser::connected(&*participant).await;
    for _ in 0..2 {
        browser.flow.send([7_u8; 2000][..].into()).await.unwrap();
    }
    browser.left_alone().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn who_says_what_is_not_understood_is_left() {
    let participant = participant(Limits::default());
    let mut browser = Browser::connected(&*participant).await;
    browser.flow.send_text("more").await.unwrap();
    browser.left_alone().await;
    let mut browser = Browser::connected(&*participant).await;
    browser.echo.send([7_u8; 65][..].into()).await.unwrap();
    browser.left_alone().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_is_no_offer_is_refused_and_takes_no_room() {
    let participant = participant(Limits { most: 1, ..Limits::default() });
    for wrong in ["", "v=0", "hello", "v=0\r\nm=audio\r\n"] {
        assert_eq!(participant.answer(wrong).await, Err(Refused::Offer), "{wrong:?}");
    }
    let offer = Browser::new().await.offer().await;
    assert!(participant.answer(&offer).await.is_ok());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_answer_names_where_the_participant_is_told_to_be() {
    let whereabouts =
        Whereabouts::At { addresses: vec!["203.0.113.7".parse().unwrap()], ports: 47_123..=47_123 };
    let participant = of(&whereabouts, Limits::default()).unwrap();
    let answer = participant.answer(&Browser::new().await.offer().await).await.unwrap();
    let candidates: Vec<&str> = answer.lines().filter(|line| line.starts_with("a=candidate:")).collect();
    assert_eq!(candidates, ["a=candidate:1 1 udp 2130706431 203.0.113.7 47123 typ host"]);
}
