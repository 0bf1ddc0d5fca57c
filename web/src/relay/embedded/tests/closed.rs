//! Ways round the rule that the relay leads to the public internet alone, byte by byte.

use super::*;
use turn_server_proto::types::stun::attribute::Userhash;

/// Something that listens on this machine, which the relay does not lead to. Of the standard library's kind, which says at once whether something came.
fn service() -> (std::net::UdpSocket, SocketAddr) {
    let service = std::net::UdpSocket::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
    service.set_nonblocking(true).unwrap();
    let at = service.local_addr().unwrap();
    (service, at)
}

/// A relay whose own address is another, so that loopback is a network like any.
async fn elsewhere(change: impl FnOnce(&mut Settings)) -> Relayed {
    let addresses = vec![Ipv4Addr::new(9, 9, 9, 10).into()];
    relay(
        |settings| {
            settings.addresses = addresses;
            change(settings);
        },
        None,
    )
    .await
}

/// A request that is signed rightly, and once more, after it, with junk under a stronger hash.
fn signed_twice(mut request: Vec<u8>) -> Vec<u8> {
    request.extend([0, 0x1c, 0, 32]);
    request.extend([7; 32]);
    let length = (request.len() - 20) as u16;
    request[2..4].copy_from_slice(&length.to_be_bytes());
    request
}

/// Requests that name this peer, alone and behind one that may be named, with and without a channel.
fn naming(client: &Client, peer: SocketAddr) -> Vec<Vec<u8>> {
    let peer = XorPeerAddress::new(peer, TransactionId::from(0));
    let public = XorPeerAddress::new(PUBLIC.parse().unwrap(), TransactionId::from(0));
    vec![
        client.request(CREATE_PERMISSION, &[&peer]),
        client.request(CREATE_PERMISSION, &[&public, &peer]),
        client.request(CHANNEL_BIND, &[&ChannelNumber::new(0x4000), &peer]),
        client.request(CHANNEL_BIND, &[&ChannelNumber::new(0x4000), &public, &peer]),
    ]
}

impl Client {
    /// Sends to the peer in both ways, and hears that nothing came of it, here or there.
    async fn is_cut_off_from(&mut self, service: &std::net::UdpSocket, at: SocketAddr, way: SocketAddr) {
        self.say(&indication(at, b"an indication")).await;
        self.send(0x4000, b"on a channel").await;
        // What was sent before it has been dealt with once this is answered.
        assert!(self.permit(PUBLIC.parse().unwrap()).await.is_ok());
        let mut buffer = [0; 64];
        assert!(service.recv(&mut buffer).is_err(), "the service hears nothing");
        let way = SocketAddr::new(Ipv4Addr::LOCALHOST.into(), way.port());
        service.send_to(b"from inside", way).unwrap();
        assert_eq!(self.hear_within(COMES_NOT).await, None, "nor is it heard");
    }
}

#[tokio::test]
async fn no_way_leads_to_this_machine_or_its_network() {
    let house = relay(|settings| settings.addresses = vec![Ipv4Addr::new(9, 9, 9, 10).into()], None).await;
    let mut client = house.client(house.pass(1)).await;
    client.allocate().await.unwrap();
    for peer in
        ["127.0.0.1:80", "10.0.0.1:80", "192.168.1.1:80", "169.254.169.254:80", "224.0.0.1:80", "0.0.0.0:80"]
    {
        let peer = peer.parse().unwrap();
        assert_eq!(client.permit(peer).await, Err(403), "{peer}");
        assert_eq!(client.bind(0x4000, peer).await, Err(403), "{peer}");
    }
    assert!(client.permit(PUBLIC.parse().unwrap()).await.is_ok());
    assert!(client.bind(0x4000, PUBLIC.parse().unwrap()).await.is_ok());

    // The answer is signed, so that a browser believes it.
    let request = {
        let peer = XorPeerAddress::new("10.0.0.1:80".parse().unwrap(), TransactionId::from(0));
        client.request(CREATE_PERMISSION, &[&peer])
    };
    client.say(&request).await;
    let answer = client.hear().await;
    let (realm, _) = client.realm.clone().unwrap();
    let key =
        LongTermKeyCredentials::new(client.pass.username.clone(), client.pass.credential.clone(), realm);
    assert!(Message::from_bytes(&answer).unwrap().validate_integrity(&key.into()).is_ok());
}

#[tokio::test]
async fn a_second_signature_of_junk_opens_nothing() {
    let house = elsewhere(|_| {}).await;
    let (service, at) = service();
    let mut client = house.client(house.pass(1)).await;
    let way = client.allocate().await.unwrap();
    for peer in [at, "10.0.0.5:80".parse().unwrap()] {
        for request in naming(&client, peer) {
            client.say(&signed_twice(request)).await;
            assert_eq!(client.hear_within(COMES_NOT).await, None, "{peer}");
        }
    }
    client.is_cut_off_from(&service, at, way).await;
}

#[tokio::test]
async fn a_second_pass_shown_while_a_way_is_open_opens_nothing() {
    let house = elsewhere(|_| {}).await;
    let (service, at) = service();
    let first = house.pass(1);
    let mut client = house.client(first.clone()).await;
    let way = client.allocate().await.unwrap();
    // The renewal of the same pass: its end is another, and so its name.
    house.clock.0.fetch_add(60, Ordering::SeqCst);
    client.pass = house.pass(1);
    assert_ne!(client.pass, first);
    let udp = RequestedTransport::new(RequestedTransport::UDP);
    assert!(client.ask(ALLOCATE, &[&udp]).await.is_err(), "there is a way already");
    client.pass = first;
    for request in naming(&client, at) {
        client.say(&request).await;
        let answer = client.hear().await;
        assert_eq!(client.read(answer), Err(403));
    }
    client.is_cut_off_from(&service, at, way).await;
}

#[tokio::test]
async fn whoever_signs_wrongly_learns_and_reaches_nothing() {
    let house = elsewhere(|_| {}).await;
    let (service, at) = service();
    let mut client = house.client(house.pass(1)).await;
    let way = client.allocate().await.unwrap();
    let right = std::mem::replace(&mut client.pass.credential, "another".into());
    for request in naming(&client, at) {
        client.say(&request).await;
        assert_eq!(client.hear_within(COMES_NOT).await, None);
    }
    assert_eq!(client.permit(PUBLIC.parse().unwrap()).await, Err(401));
    client.pass.credential = right;
    client.is_cut_off_from(&service, at, way).await;
}

#[tokio::test]
async fn a_pass_whose_time_is_over_opens_nothing_by_the_hash_of_its_name() {
    let house = elsewhere(|_| {}).await;
    let mut client = house.client(house.pass(1)).await;
    client.allocate().await.unwrap();
    assert!(client.ask(REFRESH, &[&Lifetime::new(0)]).await.is_ok());
    house.allocations(0).await;
    house.clock.0.fetch_add(601, Ordering::SeqCst);
    let udp = RequestedTransport::new(RequestedTransport::UDP);
    let IceServer { username, credential, .. } = client.pass.clone();
    // The first is told a new nonce, the second has it.
    for _ in 0..2 {
        let (realm, nonce) = client.realm.clone().unwrap();
        let kind = MessageType::from_class_method(MessageClass::Request, ALLOCATE);
        let mut request = Message::builder(kind, TransactionId::generate(), MessageWriteVec::new());
        request.add_attribute(&udp).unwrap();
        request.add_attribute(&Userhash::new(Userhash::compute(&username, &realm))).unwrap();
        request.add_attribute(&Realm::new(&realm).unwrap()).unwrap();
        request.add_attribute(&Nonce::new(&nonce).unwrap()).unwrap();
        let key = LongTermKeyCredentials::new(username.clone(), credential.clone(), realm);
        request.add_message_integrity(&key.into(), IntegrityAlgorithm::Sha1).unwrap();
        client.say(&request.finish()).await;
        let answer = client.hear().await;
        assert!(client.read(answer).is_err());
    }
    assert_eq!(house.relay.allocations(), 0);
}

#[tokio::test]
async fn a_client_names_so_many_peers_however_it_signs() {
    let house = elsewhere(|_| {}).await;
    let mut client = house.client(house.pass(1)).await;
    client.allocate().await.unwrap();
    let peer = |last: u8| XorPeerAddress::new(([9, 9, 8, last], 9).into(), TransactionId::from(0));
    for last in 0..64 {
        let request = client.request(CREATE_PERMISSION, &[&peer(last)]);
        client.say(&signed_twice(request)).await;
        let answer = client.hear().await;
        assert!(client.read(answer).is_ok(), "{last}: the protocol's own state takes it");
    }
    assert_eq!(client.ask(CREATE_PERMISSION, &[&peer(64)]).await, Err(508));
    assert!(client.ask(CREATE_PERMISSION, &[&peer(0)]).await.is_ok(), "it has that one");
    let request = client.request(CREATE_PERMISSION, &[&peer(65)]);
    client.say(&signed_twice(request)).await;
    assert_eq!(client.hear_within(COMES_NOT).await, None);
}

#[tokio::test]
async fn who_only_pretends_takes_no_place_among_the_peers() {
    let house = elsewhere(|_| {}).await;
    let mut client = house.client(house.pass(1)).await;
    client.allocate().await.unwrap();
    let peer = |last: u8| XorPeerAddress::new(([9, 9, 8, last], 9).into(), TransactionId::from(0));
    let right = std::mem::replace(&mut client.pass.credential, "another".into());
    for last in 0..64 {
        assert_eq!(client.ask(CREATE_PERMISSION, &[&peer(last)]).await, Err(401));
    }
    client.pass.credential = right;
    assert!(client.ask(CREATE_PERMISSION, &[&peer(64)]).await.is_ok());
}
